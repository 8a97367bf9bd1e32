"""The base of every record: frozen, closed to unknown fields, serialised by field name."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True, defer_build=True
    )  # a command that only prints help or compares a pair need not build them all
