"""Any endpoint that speaks OpenAI's chat completions, through their client: rate, retries, tokens."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final, Protocol

from pydantic import ValidationError

from evaluator.errors import ConfigError, EvaluatorError
from evaluator.judge.prompt import SCHEMA, Mark, Prompt

_RETRIES: Final = 4  # of the client, with growing pauses, or as long as the endpoint says
_SECONDS: Final = 120.0  # for one reply
_EXTRA: Final = "pip install 'transcript-evaluator[judge]'"


@dataclass(frozen=True)
class Reply:
    """A mark, or None where the reply was none; and what it took."""

    mark: Mark | None
    tokens_in: int
    tokens_out: int


class Judge(Protocol):
    """Whoever replies to prompts under a name."""

    model: str

    def ask(self, prompt: Prompt) -> Reply: ...


class Endpoint:
    """`per_minute` bounds how often it is asked."""

    def __init__(self, model: str, url: str | None, key: str | None, per_minute: float) -> None:
        """Raises `ConfigError` without the client, or without a key for an endpoint that nobody names."""
        self.model = model
        self._openai = _client()
        if url is None and key is None:
            raise ConfigError("--base-url or a key in OPENAI_API_KEY is needed to ask a judge")
        self._client = self._openai.OpenAI(base_url=url, api_key=key or "none", max_retries=_RETRIES, timeout=_SECONDS)
        self._pause, self._last = 60.0 / per_minute, float("-inf")

    def ask(self, prompt: Prompt) -> Reply:
        """At temperature 0. Raises `EvaluatorError` where the endpoint cannot be reached or refuses."""
        self._wait()
        try:
            done = self._client.chat.completions.create(
                model=self.model,
                messages=prompt.messages,
                temperature=0,
                response_format={
                    "type": "json_schema", "json_schema": {"name": "mark", "strict": True, "schema": SCHEMA},
                },
            )  # fmt: skip
        except self._openai.OpenAIError as error:
            raise EvaluatorError(f"the judge {self.model} could not be asked: {_told(error)}") from error
        used = done.usage
        counts = (used.prompt_tokens, used.completion_tokens) if used else (0, 0)
        return Reply(_mark(done), *counts)

    def _wait(self) -> None:
        time.sleep(max(0.0, self._last + self._pause - time.monotonic()))
        self._last = time.monotonic()


def _mark(done: Any) -> Mark | None:
    said = done.choices[0].message.content if done.choices else None
    try:
        return Mark.model_validate_json(said or "")
    except ValidationError:
        return None


def _told(error: Exception) -> str:
    """Its first line, without what the endpoint said beyond."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _client() -> Any:
    try:
        import openai
    except ImportError as error:
        raise ConfigError(f"a judge needs the openai client, which is not installed: {_EXTRA}") from error
    return openai
