"""The way to Telegram's servers: aiohttp behind the library's `BaseRequest`, at a fraction of its own client's cost (decision 7).

Errors are told by kind only: aiohttp's own words name the address, and the address holds the token.
"""

import os
import ssl
from functools import cache, lru_cache
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_CONNECT, _WRITE, _WRITE_FILE, _POOL = 5.0, 5.0, 20.0, 10.0  # seconds
_NOT_SENT = (
    aiohttp.ClientConnectorError,  # refused, unreachable, no such name, no TLS
    aiohttp.ConnectionTimeoutError,  # no connection in time, no free one included
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)


class Unanswered(Exception):  # noqa: N818 (named by what happened)
    """The request may have arrived: its answer did not, or not whole."""


class NotSent(Unanswered):
    """Nothing of the request has left this machine."""


class AiohttpRequest(BaseRequest):
    """At most `connections` at once; further requests wait for a free one. No request is ever sent twice."""

    def __init__(self, *, connections: int, read_timeout: float, connect_timeout: float = _CONNECT) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Raises TimedOut or NetworkError; the cause is NotSent or Unanswered."""
        if self._session is None:
            raise RuntimeError("This request is not initialised.")
        with_files = request_data is not None and request_data.contains_files
        timeout = _timeout(
            _given(read_timeout, self._read_timeout),
            _given(write_timeout, _WRITE_FILE if with_files else _WRITE),
            _given(connect_timeout, self._connect_timeout),
            _given(pool_timeout, _POOL),
        )
        scheme, host = _origin(url)
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=None if with_files else _FORM,
                timeout=timeout,
                proxy=_proxy(scheme, host),
                ssl=_trusted() if scheme == "https" else True,
                allow_redirects=False,
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, OSError, ValueError) as error:
            failure, cause = _told(error)
        # Outside of the handler, so that nothing leads back to the original.
        raise failure from cause


def _told(error: Exception) -> tuple[NetworkError, Unanswered]:
    kind = type(error).__name__
    cause = NotSent(kind) if isinstance(error, _NOT_SENT) else Unanswered(kind)
    told = TimedOut if isinstance(error, TimeoutError) else NetworkError
    return told(f"No answer from Telegram ({kind})"), cause


def _body(request_data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if request_data is None:
        return None
    values = request_data.json_parameters
    if not request_data.contains_files:
        return urlencode(values).encode() if values else None
    form = aiohttp.FormData(values)
    for field, (name, content, kind) in request_data.multipart_data.items():
        form.add_field(field, content, filename=name, content_type=kind)
    return form


def _given(seconds: object, default: float) -> float | None:
    """The library's own word for "not given" is an object of its own."""
    return seconds if seconds is None or isinstance(seconds, int | float) else default


@lru_cache(maxsize=16)
def _timeout(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """For aiohttp, which has no limit for writing and none for an answer that drips: the sum of all is one for both."""
    steps = (read, write, connect, pool)
    total = None if None in steps else sum(filter(None, steps))
    until_connected = None if connect is None or pool is None else connect + pool
    return aiohttp.ClientTimeout(total=total, connect=until_connected, sock_connect=connect, sock_read=read)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or ""


@lru_cache(maxsize=16)
def _proxy(scheme: str, host: str) -> str | None:
    """As HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say; read once, where aiohttp's own `trust_env` asks two threads at every request."""
    proxies = getproxies()
    found = proxies.get(scheme) or proxies.get("all")
    if not found or proxy_bypass(host):
        return None
    return found if "://" in found else f"http://{found}"


@cache
def _trusted() -> ssl.SSLContext:
    """Whoever SSL_CERT_FILE names, else those that browsers trust: a small system may have no list of its own."""
    return ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or certifi.where())
