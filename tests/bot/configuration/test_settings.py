from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.configuration.settings import Settings, allowed, is_secret, load_settings, setting_types
from bot.configuration.yaml_files import BadConfiguration, read_yaml, shipped_folder


def written(tmp_path: Path, content: str) -> str:
    path = tmp_path / "onrecord.yaml"
    path.write_text(content)
    return str(path)


def faults(tmp_path: Path, content: str = "", environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(BadConfiguration) as caught:
        load_settings(environ=environ or {}, config=written(tmp_path, content))
    return str(caught.value).splitlines()


def test_later_sources_win(tmp_path: Path) -> None:
    config = written(tmp_path, "answers:\n  sentences: 4\n  candidates: 50\narchive:\n  url: from-yaml\n")
    environ = {"ONRECORD_ANSWERS__CANDIDATES": "60", "ONRECORD_ARCHIVE__URL": "from-environment"}
    settings = load_settings({"archive.url": "from-flag"}, environ, config)
    assert settings.answers.sentences == 4
    assert settings.answers.candidates == 60
    assert settings.archive.url == "from-flag"
    assert settings.answers.longest_question == 1000
    assert settings.source == Path(config)


def test_the_file_may_be_named_by_the_environment_or_be_a_folder(tmp_path: Path) -> None:
    written(tmp_path, "answers: {sentences: 7}")
    assert load_settings(environ={"ONRECORD_CONFIG": str(tmp_path)}).answers.sentences == 7
    assert load_settings(environ={"ONRECORD_CONFIG": str(tmp_path / "onrecord.yaml")}).answers.sentences == 7


def test_the_folder_config_where_one_works_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config").mkdir()
    written(tmp_path / "config", "answers: {sentences: 8}")
    monkeypatch.chdir(tmp_path)
    assert load_settings(environ={}).answers.sentences == 8
    monkeypatch.chdir(tmp_path / "config")
    assert load_settings(environ={}) == Settings()


def test_every_fault_is_reported_at_once_with_its_place_value_and_what_is_allowed(tmp_path: Path) -> None:
    content = "answers:\n  sentences: many\n  sentense: 3\nanwsers: {}\nlog: [x]\ntelegram:\n  allowed_users: [1, x]\n"
    found = faults(tmp_path, content, {"ONRECORD_LOG__LEVEL": "loud", "ONRECORD_FEEDS__WATC": "3"})
    path = tmp_path / "onrecord.yaml"
    assert sorted(found) == sorted(
        [
            f"{path}, line 2: answers.sentences is 'many'; allowed is a whole number from 1 to 20.",
            f"{path}, line 3: there is no key answers.sentense; did you mean sentences?",
            f"{path}, line 4: there is no section anwsers; did you mean answers?",
            f"{path}, line 5: log is a section with the keys level, format, not ['x'].",
            f"{path}, line 7: telegram.allowed_users is [1, 'x']; allowed is a list, each a whole number.",
            "environment variable ONRECORD_LOG__LEVEL: log.level is 'loud'; allowed is one of debug, info, warning, error.",
            "environment variable ONRECORD_FEEDS__WATC: there is no such setting; did you mean ONRECORD_FEEDS__WATCH?",
        ]
    )


def test_a_broken_file_does_not_hide_the_faults_of_the_environment(tmp_path: Path) -> None:
    found = faults(tmp_path, "a: [", {"ONRECORD_LOG__LEVEL": "loud"})
    assert len(found) == 2
    assert "not YAML" in found[0]


def test_a_single_underscore_is_noticed(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "", {"ONRECORD_ARCHIVE_URL": "x"})
    assert "did you mean ONRECORD_ARCHIVE__URL?" in fault


def test_a_section_alone_is_no_setting(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "", {"ONRECORD_LOG": "x"})
    assert fault.startswith("environment variable ONRECORD_LOG: there is no such setting")
    assert "ONRECORD_LOG__LEVEL" in fault


@pytest.mark.parametrize("key", ["base_url", "base_file_url", "webhook_url", "proxy"])
@pytest.mark.parametrize(
    "address", ["https://a.example:99999/bot", "https://a.example:65536", "https://:443/x", "http://a:b/"]
)
def test_an_address_without_a_host_or_with_a_port_that_there_is_not_is_refused(key: str, address: str) -> None:
    with pytest.raises(BadConfiguration, match=f"telegram.{key} .* its port up to 65535"):
        load_settings(environ={f"ONRECORD_TELEGRAM__{key.upper()}": address})


@pytest.mark.parametrize(
    "address", ["http://[::1]:8081/bot", "https://a.example:65535", "http://127.0.0.1:1/b?c#d", "http://a_b"]
)
def test_any_other_address_is_taken(address: str) -> None:
    assert load_settings(environ={"ONRECORD_TELEGRAM__BASE_URL": address}).telegram.base_url == address


def test_variables_of_other_programs_are_left_alone() -> None:
    assert load_settings(environ={"ONRECORD_VOLUME": "x", "HOME": "/"}) == load_settings(environ={})


def test_a_list_in_the_environment_is_separated_by_commas() -> None:
    settings = load_settings(environ={"ONRECORD_TELEGRAM__ALLOWED_USERS": "12, 34,"})
    assert settings.telegram.allowed_users == (12, 34)


def test_the_token_comes_from_the_environment_alone(tmp_path: Path) -> None:
    settings = load_settings(environ={"TELEGRAM_BOT_TOKEN": " 123456:abc_DEF-ghi\n"})
    assert settings.token == "123456:abc_DEF-ghi"
    assert "abc" not in repr(settings)
    (fault,) = faults(tmp_path, "telegram:\n  token: 123:abc\n")
    assert "TELEGRAM_BOT_TOKEN" in fault
    assert "123:abc" not in fault
    (fault,) = faults(tmp_path, "telegram:\n  webhook_secret: hush\n")
    assert "ONRECORD_TELEGRAM__WEBHOOK_SECRET" in fault
    assert "hush" not in fault


@pytest.mark.parametrize("token", ["nonsense", "123:abc def", "123:a/b", "abc:def", "123:"])
def test_what_cannot_be_a_token_is_said_without_showing_it(tmp_path: Path, token: str) -> None:
    (fault,) = faults(tmp_path, "", {"TELEGRAM_BOT_TOKEN": token})
    assert "TELEGRAM_BOT_TOKEN" in fault
    assert token not in fault


def test_another_server_may_have_tokens_of_its_own_form() -> None:
    environ = {"TELEGRAM_BOT_TOKEN": "anything", "ONRECORD_TELEGRAM__BASE_URL": "http://127.0.0.1:8081/bot"}
    assert load_settings(environ=environ).token == "anything"


def test_a_bad_secret_is_not_shown(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "", {"ONRECORD_TELEGRAM__WEBHOOK_SECRET": "not allowed!"})
    assert "not allowed!" not in fault
    assert "letters" in fault


def test_the_archive_is_in_the_users_data_folder_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert load_settings(environ={}).archive_url == str(tmp_path / "onrecord")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load_settings(environ={}).archive_url == str(tmp_path / ".local/share/onrecord")
    assert load_settings({"archive.url": "~/news"}, {}).archive_url == str(tmp_path / "news")
    assert load_settings({"archive.url": "postgresql://h/d"}, {}).archive_url == "postgresql://h/d"


def test_the_shipped_file_has_every_setting_with_its_default_and_a_remark() -> None:
    path = shipped_folder() / "onrecord.yaml"
    document = read_yaml(path)
    expected = {
        section: {key: getattr(getattr(Settings(), section), key) for key in keys if not is_secret(section, key)}
        for section, keys in setting_types().items()
    }
    assert isinstance(document.value, dict)
    as_lists = {s: {k: list(v) if isinstance(v, tuple) else v for k, v in keys.items()} for s, keys in expected.items()}
    assert document.value == as_lists
    assert load_settings(environ={}, config=str(path)) == Settings(source=path)
    lines = path.read_text().splitlines()
    for section, keys in as_lists.items():
        for key in keys:
            before = lines[document.line((section, key)) - 2].strip()
            first_of_pair = before.startswith("#") or before.split(":")[0] in keys
            assert first_of_pair, f"{section}.{key} has no remark"


def test_what_is_allowed_can_be_said_of_every_setting() -> None:
    for keys in setting_types().values():
        for expected in keys.values():
            assert allowed(expected)


@given(
    st.dictionaries(
        st.sampled_from(sorted(setting_types())),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
            max_leaves=5,
        ),
    )
)
def test_any_content_gives_settings_or_named_faults(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, object]
) -> None:
    import json

    path = tmp_path_factory.mktemp("any") / "onrecord.yaml"
    path.write_text(json.dumps(content))
    faults = ""
    try:
        load_settings(environ={}, config=str(path))
    except BadConfiguration as error:
        faults = str(error)
    assert all(line.startswith(str(path)) for line in faults.splitlines())
