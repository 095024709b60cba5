"""Google's own client against this service, as it is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from werkzeug.serving import make_server

from tests.service.claims import CLAIMS, WALL

PATH = "/v1alpha1/claims:search"


@pytest.fixture(scope="module")
def claims(app: Flask) -> Iterator[Any]:
    """The client's `claims` resource, over HTTP."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    endpoint = f"http://127.0.0.1:{server.port}"
    with build(
        "factchecktools",
        "v1alpha1",
        developerKey="any",
        static_discovery=True,
        client_options={"api_endpoint": endpoint},
    ) as service:
        yield service.claims()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_claim_is_found_with_its_reviews(claims: Any) -> None:
    found = claims.search(query=WALL, languageCode="en-GB", pageSize=1).execute()
    assert found["claims"] == [
        {
            "text": WALL,
            "claimReview": [
                {
                    "publisher": {"name": "Moon.Example", "site": "moon.example"},
                    "url": "https://moon.example/0",
                    "title": f"No: {WALL}",
                    "reviewDate": "2026-01-01T00:00:00Z",
                    "textualRating": "False",
                    "languageCode": "en",
                }
            ],
        }
    ]


def test_words_find_the_claims_that_hold_them(claims: Any) -> None:
    found = claims.search(query="rhein fluss").execute()
    assert [claim["text"] for claim in found["claims"]] == [CLAIMS[3][0]]


def test_nothing_found_is_an_empty_object(claims: Any) -> None:
    assert claims.search(query="xylophone submarine").execute() == {}
    assert claims.search(query=WALL, languageCode="ja").execute() == {}
    assert claims.search(reviewPublisherSiteFilter="nobody.example").execute() == {}
    assert claims.search(query=WALL, maxAgeDays=0).execute() == {}


def test_a_publishers_claims_page_by_page(claims: Any) -> None:
    asked = claims.search(reviewPublisherSiteFilter="www.brain.example", pageSize=1)
    pages = []
    while asked is not None:
        answer = asked.execute()
        pages.append([claim["text"] for claim in answer["claims"]])
        asked = claims.search_next(asked, answer)
    assert pages == [[CLAIMS[1][0]], [CLAIMS[2][0]]]
    site = {"reviewPublisherSiteFilter": "brain.example"}
    offset = claims.search(**site, offset=1).execute()
    assert [claim["text"] for claim in offset["claims"]] == pages[1]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"query": ""},
        {"query": "a", "pageSize": 101},
        {"query": "a", "pageToken": "nonsense"},
        {"query": "a", "pageToken": "ZnJvbTox", "offset": 3},
        {"query": "a", "languageCode": "klingon"},
        {"query": "a", "maxAgeDays": -1},
    ],
)
def test_errors_are_said_as_google_says_them(claims: Any, asked: dict[str, Any]) -> None:
    with pytest.raises(HttpError) as refused:
        claims.search(**asked).execute()
    assert refused.value.status_code == 400
    assert refused.value.error_details or refused.value.reason


def test_an_error_has_code_message_and_status(client: FlaskClient) -> None:
    answer = client.get(PATH, query_string={"pageSize": "many", "query": "a"})
    assert (answer.status_code, set(answer.get_json())) == (400, {"error"})
    error = answer.get_json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert "pageSize" in error["message"]
    assert client.get(PATH, query_string={"query": "a", "nonsense": 1}).status_code == 400


def test_what_is_empty_is_unset(client: FlaskClient) -> None:
    found = client.get(PATH, query_string={"query": WALL}).get_json()
    names = ("languageCode", "reviewPublisherSiteFilter", "maxAgeDays", "pageToken", "offset")
    unset = {"query": WALL, "pageSize": 0, **dict.fromkeys(names, "")}
    assert found["claims"]
    assert client.get(PATH, query_string=unset).get_json() == found
    for size in ("", "00"):
        assert client.get(PATH, query_string=unset | {"pageSize": size}).get_json() == found


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("query=%ff%fe", "it is not UTF-8: percent-encode it"),
        ("query=flat&query=earth", "query: is given twice"),
    ],
)
def test_a_query_string_is_read_strictly(client: FlaskClient, query: str, says: str) -> None:
    answer = client.get(f"{PATH}?{query}&key=any&key=any")
    assert answer.status_code == 400
    assert answer.get_json()["error"] == {
        "code": 400, "message": says, "status": "INVALID_ARGUMENT"
    }  # fmt: skip


def test_other_paths_and_methods_are_refused_as_google_does(client: FlaskClient) -> None:
    posted = client.post(PATH, json={"query": "a"})
    assert (posted.status_code, posted.get_json()["error"]["code"]) == (405, 405)
    assert "GET" in posted.headers["Allow"]
    for path in ("/v1alpha1/pages", "/v1alpha1/claims:imageSearch", "/v1alpha1/"):
        nowhere = client.get(path, headers={"Accept": "text/html"})
        assert nowhere.status_code == 404
        assert nowhere.get_json()["error"]["status"] == "NOT_FOUND"
    assert client.get("/v1/pages").content_type == "application/problem+json"


def test_a_day_is_not_invented() -> None:
    from service.google_json import google_claim
    from tests.factories import make_claim, make_review

    claim = make_claim(claimed_at="2020-05", reviews=(make_review(reviewed_at="2020-05-06"),))
    said = google_claim(claim, None).model_dump(by_alias=True, exclude_defaults=True)
    assert "claimDate" not in said
    assert said["claimReview"][0]["reviewDate"] == "2020-05-06T00:00:00Z"
