import re

import pytest
from click.testing import CliRunner

from scripts.bench import main


@pytest.mark.model
def test_encode_prints_rates_and_ratios_for_every_engine(tmp_path, embedded):
    sentences = tmp_path / "sentences.txt"
    sentences.write_text('The sky is green.\n\n{"text": "Der Mond ist aus Käse."}\n')
    result = CliRunner().invoke(
        main, ["encode", str(sentences), "--sentences", "4", "--rounds", "1"]
    )
    assert result.exit_code == 0, result.output
    own, torch = result.output.splitlines()[-1], result.output.splitlines()[-3]
    assert own.startswith("own default")
    assert torch.startswith("torch float32") and "x1.00 (1.00 to 1.00)" in torch
    assert re.search(r"\d+ \(\d+ to \d+\) sentences/s, x[\d.]+ .*; single [\d.]+ .* ms, x", own)


def test_a_file_without_sentences_is_refused(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("\n")
    result = CliRunner().invoke(main, ["encode", str(empty)])
    assert (result.exit_code, "holds no sentences" in result.output) == (1, True)
