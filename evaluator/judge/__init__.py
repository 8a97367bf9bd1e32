"""An optional language model that reads explanations which no rubric decides."""
