package io.tarn.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** The routes on a port of this machine, asked with bytes as a client puts them on the wire. */
final class TestingServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    TestingServer(LiveRooms rooms) throws Exception {
        this(rooms, RoutingContext::next);
    }

    /** @param before is asked first, and lets a request through or not */
    TestingServer(LiveRooms rooms, Handler<RoutingContext> before) throws Exception {
        Router router = Router.router(vertx);
        router.route().handler(before);
        HttpRoutes.mount(vertx, router, rooms);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    /** Where clients send to. */
    String address() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.actualPort();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** What came back. */
    record Reply(int status, String head, String body) {}

    /** Sends a request line, header lines and a body, and reads until the server closes. */
    Reply send(String head, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            String lines = head.strip().replace("\n", "\r\n") + "\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    Reply send(String head, String body) throws IOException {
        return send(head, body.getBytes(StandardCharsets.UTF_8));
    }

    Reply get(String path, String key) throws IOException {
        return send("GET " + path + " HTTP/1.1\nAuthorization: Bearer " + key, "");
    }

    static Reply reply(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        String body = end < 0 ? "" : text.substring(end + 4);
        return new Reply(Integer.parseInt(head.substring(9, 12)), head, body);
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
