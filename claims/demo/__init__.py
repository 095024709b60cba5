"""The demo claim set: a few hundred well-known claims with their verdicts."""
