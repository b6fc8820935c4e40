"""What pasted addresses and citations say about a source, without asking the network."""

import pytest

from claimdesk.core.sources import Fields, date_in, is_address, understood

PAGE = "https://post.example/x"


def found(text: str) -> Fields:
    """Return what was understood but for the citation itself."""
    return {name: value for name, value in understood(text).items() if name != "citation"}


def test_an_address_tells_its_publisher_date_and_headline() -> None:
    address = "https://www.example.org/news/2025/10/29/the-bridge-was-closed.html?x=1"
    assert understood(f" <{address}> ") == {
        "kind": "web",
        "url": address,
        "publisher": "example.org",
        "published": "2025-10-29",
        "title": "The bridge was closed",
    }


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("/2025/10/", "2025-10"),
        ("/2025-10-29-a-b", "2025-10-29"),
        ("/20251029/", "2025-10-29"),
        ("/2025/19/", "2025"),
        ("/2025/10/39/", "2025-10"),
        ("/123456/", ""),
    ],
)
def test_a_date_in_a_path_is_one_only_as_far_as_the_calendar_goes(
    path: str, published: str
) -> None:
    assert found(f"https://example.org{path}").get("published", "") == published


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.pdf", "document"), ("a.PNG", "image"), ("a.csv", "dataset"), ("a", "web")],
)
def test_the_ending_tells_the_kind(name: str, kind: str) -> None:
    assert found(f"https://example.org/{name}")["kind"] == kind


def test_an_archived_address_leads_to_the_one_it_keeps() -> None:
    archived = "https://web.archive.org/web/20251029120000/https:/example.org/a"
    assert found(archived) == {
        "kind": "web",
        "url": "https://example.org/a",
        "archive_url": archived,
        "publisher": "example.org",
    }
    assert found("http://archive.ph/AbCdE") == {
        "kind": "web",
        "archive_url": "http://archive.ph/AbCdE",
    }


def test_an_address_that_is_broken_is_kept_as_it_is() -> None:
    assert found("https://[bad/") == {"kind": "web", "url": "https://[bad/"}


@pytest.mark.parametrize(
    "citation",
    [
        f"Smith, Jane. (2025, October 29). The bridge was closed. Daily Post. {PAGE}",
        f"Smith, Jane. “The bridge was closed.” Daily Post, 29 Oct. 2025, {PAGE}.",
        f'Smith, Jane, "The bridge was closed," Daily Post, October 29, 2025, {PAGE}.',
        """@article{a, title={The {bridge} was closed}, author = "Smith, Jane",
        journal={Daily Post}, date={2025-10-29}, pages=7, url={https://post.example/x}}""",
        """TY  - NEWS\nAU  - Smith, Jane\nTI  - The bridge was closed\nPB  - Daily Post
DA  - 2025/10/29\nPY  - 2025\nUR  - https://post.example/x\nAU  - \nER  -""",
    ],
)
def test_the_usual_styles_of_citation_say_the_same(citation: str) -> None:
    assert found(citation) == {
        "kind": "web",
        "author": "Smith, Jane",
        "title": "The bridge was closed",
        "publisher": "Daily Post",
        "published": "2025-10-29",
        "url": PAGE,
    }
    assert understood(citation)["citation"] == citation


def test_several_authors_are_named_one_after_the_other() -> None:
    assert found("@misc{a, author={Smith, J and Doe, K}}")["author"] == "Smith, J; Doe, K"
    assert found("TY  - GEN\nAU  - Smith, J\nA1  - Doe, K")["author"] == "Smith, J; Doe, K"


def test_a_record_may_name_no_author() -> None:
    record = found("@misc{a, title={The bridge}, author={}, year={2025}}")
    assert (record["title"], record["published"]) == ("The bridge", "2025")
    assert "author" not in record


def test_a_citation_without_a_publisher_names_none() -> None:
    assert "publisher" not in found("“The bridge.” Oct. 2025")
    assert "publisher" not in found("Doe (n.d.). The bridge?")


def test_other_words_are_a_title_when_they_are_short() -> None:
    assert understood("The bridge https://p.example/x_(y)).") == {
        "kind": "web",
        "url": "https://p.example/x_(y)",
        "publisher": "p.example",
        "title": "The bridge",
        "citation": "The bridge https://p.example/x_(y)).",
    }
    assert "title" not in understood("words " * 60)
    assert understood(" ") == {"kind": "document"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on 2025-10-29", "2025-10-29"),
        ("2025 October 29", "2025-10-29"),
        ("2025, Oct", "2025-10"),
        ("3. März 2025", "2025"),
        ("Sept. 2025", "2025-09"),
        ("no day", ""),
    ],
)
def test_dates_are_found_as_people_write_them(text: str, date: str) -> None:
    assert date_in(text) == date


def test_only_web_addresses_are_addresses() -> None:
    assert is_address(PAGE)
    assert not is_address("file:///etc/passwd")
    assert not is_address("")
