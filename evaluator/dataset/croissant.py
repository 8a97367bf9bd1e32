"""Croissant metadata: what is in the files, field by field, for tools that find and load datasets.

The format is described at mlcommons.org/croissant; places of files are relative to the folder of the dataset.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa

from evaluator.dataset.made import Curated, Terms
from evaluator.dataset.views import VIEWS

_CONTEXT: Final[Mapping[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(done: Curated, terms: Terms, day: str) -> str:
    """`day` is when it was made, ISO 8601."""
    configs = [name for name, splits in done.rows.items() if splits]
    said = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": "marked-homework-transcripts",
        "description": "Chats in which a language model works on university homework, each answer marked by computer "
        "algebra against a reference solution.",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": terms.licence or "unknown",
        "url": "https://schema.org/Dataset",
        "version": "1.0.0",
        "datePublished": day,
        "isLiveDataset": False,
        "distribution": [_files(name) for name in configs],
        "recordSet": [_records(name) for name in configs],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _files(config: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{config}-files",
        "name": f"{config}-files",
        "encodingFormat": "application/x-parquet",
        "includes": f"data/{config}/*.parquet",
    }


def _records(config: str) -> dict[str, Any]:
    view = VIEWS[config]
    return {
        "@type": "cr:RecordSet",
        "@id": config,
        "name": config,
        "description": view.says,
        "field": [_field(config, each) for each in view.schema],
    }


def _field(config: str, column: pa.Field) -> dict[str, Any]:
    inner = column.type.value_type if pa.types.is_list(column.type) else column.type
    told: dict[str, Any] = {"@type": "cr:Field", "@id": f"{config}/{column.name}", "name": column.name}
    if column.type is not inner:
        told["repeated"] = True
    if pa.types.is_struct(inner):
        return {**told, "subField": [_part(config, column.name, each) for each in inner]}
    return {**told, "dataType": _type(inner), "source": _source(config, column.name)}


def _part(config: str, column: str, each: pa.Field) -> dict[str, Any]:
    """A field of the records that a column holds."""
    source = {**_source(config, column), "transform": {"jsonPath": each.name}}
    id = f"{config}/{column}/{each.name}"
    return {"@type": "cr:Field", "@id": id, "name": each.name, "dataType": _type(each.type), "source": source}


def _source(config: str, column: str) -> dict[str, Any]:
    return {"fileSet": {"@id": f"{config}-files"}, "extract": {"column": column}}


def _type(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "sc:Boolean"
    return "sc:Integer" if pa.types.is_integer(kind) else "sc:Text"
