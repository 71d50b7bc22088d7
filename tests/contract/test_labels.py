"""Every label file: parses, names its language, means known fields, and means each label once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from leakcheck import discover
from leakcheck.folding import fold_label
from leakcheck.packfile import read_pack

FILES = discover.data_files("labels")
LANGUAGES = "ar as bn de en es fr gu hi id it ja kn ko ml mr ne or pa pt ru ta te tr ur zh"
CANONICAL = """
name first_name last_name father_name mother_name spouse_name birth_date birth_year age gender mobile email
aadhaar virtual_id pan voter_id passport_number driving_licence ration_card health_id udid student_id
id_type id_number address center_address center_name pin_code state district block reference_id
certificate_id session_id appointment_id security_code vaccine manufacturer batch dose_number total_doses
dose_date dose1_date dose2_date dose3_date next_due_date vaccination_status vaccinated_by icd11_code
nationality bank_account ifsc bank_name upi gstin uan card_number iban latitude longitude test_result
comorbidity registration_date blood_group photo consent heading
"""


def read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))


def labels_of(path: Path) -> dict[str, list[str]]:
    labels = read(path)["labels"]
    assert isinstance(labels, dict)
    return labels


@cache
def pack_fields() -> frozenset[str]:
    return frozenset(f.name for path in discover.data_files("packs") for f in read_pack(path).fields)


def test_every_language_has_a_file() -> None:
    assert set(LANGUAGES.split()) <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_head_names_language_and_source(path: Path) -> None:
    table = read(path)
    assert set(table) == {"language", "name", "source", "labels"}
    assert table["language"] == path.stem
    assert isinstance(table["name"], str)
    assert table["name"].strip()
    assert isinstance(table["source"], str)
    assert table["source"].strip()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_keys_are_canonical_fields(path: Path) -> None:
    labels = labels_of(path)
    assert labels
    assert not set(labels) - set(CANONICAL.split()) - pack_fields()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_labels_fold_to_something(path: Path) -> None:
    for field, labels in labels_of(path).items():
        assert isinstance(labels, list), field
        assert labels, field
        for label in labels:
            assert isinstance(label, str), field
            assert label == label.strip(), (field, label)
            assert fold_label(label), (field, label)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_label_stands_for_two_fields_or_twice(path: Path) -> None:
    meanings = defaultdict(list)
    for field, labels in labels_of(path).items():
        for label in labels:
            meanings[fold_label(label)].append(field)
    assert {label: fields for label, fields in meanings.items() if len(fields) > 1} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_birth_and_name_are_known_in_every_language(path: Path) -> None:
    labels = labels_of(path)
    assert {"name", "birth_date"} - set(labels) == set()
