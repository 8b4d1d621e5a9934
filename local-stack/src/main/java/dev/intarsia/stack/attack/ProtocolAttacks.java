package dev.intarsia.stack.attack;

import static dev.intarsia.stack.attack.SingleRequests.body;
import static dev.intarsia.stack.attack.SingleRequests.path;
import static dev.intarsia.stack.attack.SingleRequests.raw;

import dev.intarsia.stack.attack.Attack.Outcome;
import java.io.IOException;
import java.util.List;

/** Requests that break HTTP's rules, or stretch them. */
final class ProtocolAttacks {
    private static final int OVERSIZE = 256 << 10;

    private ProtocolAttacks() {}

    static List<Attack> all() {
        return List.of(
                body("bad chunk", "a chunk size that is no number", "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", 400),
                body("bad chunk", "a negative chunk size", "Transfer-Encoding: chunked\r\n\r\n-1\r\nabc", 400),
                body(
                        "bad chunk",
                        "a chunk size of 20 digits",
                        "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffff1\r\n",
                        400),
                body(
                        "bad chunk",
                        "a chunk longer than its size",
                        "Transfer-Encoding: chunked\r\n\r\n2\r\nabcdef\r\n0\r\n\r\n",
                        400),
                body("bad content length", "letters", "Content-Length: abc\r\n\r\n", 400),
                body("bad content length", "a negative number", "Content-Length: -5\r\n\r\n", 400),
                body(
                        "bad content length",
                        "two that differ",
                        "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                        400),
                body(
                        "bad content length",
                        "a number of 30 digits",
                        "Content-Length: " + "9".repeat(30) + "\r\n\r\n",
                        400),
                body(
                        "length and chunks",
                        "Content-Length beside Transfer-Encoding",
                        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400),
                body(
                        "length and chunks",
                        "an unknown Transfer-Encoding",
                        "Transfer-Encoding: gzip\r\n\r\nabc",
                        400,
                        501),
                body("oversized body", "a gigabyte announced, nothing sent", "Content-Length: 1073741824\r\n\r\n", 413),
                body("oversized body", "9 MB in chunks", chunks(9), 413),
                body(
                        "oversized body",
                        "a gigabyte announced, asked before sending",
                        "Expect: 100-continue\r\nContent-Length: 1073741824\r\n\r\n",
                        413),
                raw(
                        "oversized headers",
                        "a header of 256 KB",
                        "GET /v1/models HTTP/1.1\r\nHost: attack\r\na: " + "b".repeat(OVERSIZE) + "\r\n\r\n",
                        431,
                        0),
                raw(
                        "oversized headers",
                        "20,000 headers",
                        "GET /v1/models HTTP/1.1\r\nHost: attack\r\n" + "a: b\r\n".repeat(20_000) + "\r\n",
                        431,
                        0),
                raw(
                        "oversized URL",
                        "a path of 256 KB",
                        "GET /" + "a".repeat(OVERSIZE) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                        414,
                        0),
                body("gzip", "a packed body", "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u008b\b", 415),
                raw(
                        "wrong method",
                        "GET where POST is due",
                        "GET /v1/completions HTTP/1.1\r\nHost: attack\r\n\r\n",
                        405),
                raw(
                        "wrong method",
                        "a method that nobody knows",
                        "BREW /v1/models HTTP/1.1\r\nHost: attack\r\n\r\n",
                        405,
                        501),
                raw("wrong method", "TRACE", "TRACE /v1/models HTTP/1.1\r\nHost: attack\r\n\r\n", 405, 501),
                raw(
                        "wrong method",
                        "CONNECT",
                        "CONNECT attack:443 HTTP/1.1\r\nHost: attack:443\r\n\r\n",
                        400,
                        404,
                        405,
                        501),
                withHeader("HEAD", "/v1/models", 200, "content-length"),
                withHeader("OPTIONS", "/v1/completions", 204, "allow"),
                path("/../..", "/v1/../../../etc/passwd"),
                path("%2e%2e", "/v1/%2e%2e/%2e%2e/etc/passwd"),
                path("//", "//v1//models"),
                path(";", "/v1/models;x=/../livez"),
                path("%2f", "/v1/users/..%2f..%2fada/adapter"),
                path("%2f of an assignment", "/v1/users/..%2f..%2fada/assignment"),
                path("%00", "/v1/users/a%00b/adapter"),
                path("a broken escape", "/v1/users/%zz/adapter"),
                path("a backslash", "/v1\\..\\models"),
                raw("nul bytes", "in a header", "GET /v1/models HTTP/1.1\r\nHost: attack\r\na: b\0c\r\n\r\n", 400),
                raw("nul bytes", "in the path", "GET /v1/\0models HTTP/1.1\r\nHost: attack\r\n\r\n", 400),
                raw("bad host", "none", "GET /v1/models HTTP/1.1\r\n\r\n", 400),
                raw("bad host", "two", "GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                raw("bad host", "an empty one", "GET /v1/models HTTP/1.1\r\nHost:\r\n\r\n", 200, 400),
                raw("bad header", "no colon", "GET /v1/models HTTP/1.1\r\nHost: attack\r\nnonsense\r\n\r\n", 400),
                raw(
                        "bad header",
                        "a blank before the colon",
                        "GET /v1/models HTTP/1.1\r\nHost: attack\r\na : b\r\n\r\n",
                        400),
                raw(
                        "bad header",
                        "a folded line",
                        "GET /v1/models HTTP/1.1\r\nHost: attack\r\na: b\r\n c\r\n\r\n",
                        400),
                raw("bad version", "HTTP/9.9", "GET /v1/models HTTP/9.9\r\nHost: attack\r\n\r\n", 400, 505),
                raw(
                        "no HTTP",
                        "a TLS greeting",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                        400,
                        0),
                raw("no HTTP", "HTTP/2 at once", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 426, 505, 0),
                body(
                        "bad expectation",
                        "one that nobody knows",
                        "Expect: miracles\r\nContent-Length: 2\r\n\r\n{}",
                        417));
    }

    private static Attack withHeader(String method, String path, int status, String header) {
        return new Attack(method, path, status + " with " + header, target -> {
            try (RawConnection connection = target.connect()) {
                RawAnswer answer = connection
                        .send(method + " " + path + " HTTP/1.1\r\nHost: attack\r\n\r\n")
                        .answer(method);
                String value = answer.headers().get(header);
                boolean ok = answer.status() == status && value != null && sound(target, method, path, value);
                return new Outcome(ok, answer.shown() + ", " + header + ": " + value);
            }
        });
    }

    /** HEAD tells how long the answer to GET is. */
    private static boolean sound(AttackTarget target, String method, String path, String value) throws IOException {
        if (!method.equals("HEAD")) {
            return true;
        }
        try (RawConnection connection = target.connect()) {
            return value.equals(connection.get(path).answer().headers().get("content-length"));
        }
    }

    private static String chunks(int megabytes) {
        String chunk = "100000\r\n" + "a".repeat(1 << 20) + "\r\n";
        return "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(megabytes) + "0\r\n\r\n";
    }
}
