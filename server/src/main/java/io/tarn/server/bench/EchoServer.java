package io.tarn.server.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** A bare HTTP server that sends each body back: what the same network code does when nothing is behind it. */
final class EchoServer {
    private EchoServer() {}

    /** Serves on a free port of this machine, which it prints, until the process is ended. */
    static void main(String[] arguments) {
        HttpServer server = Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response().end(body))
                        .onFailure(failure -> request.connection().close()));
        server.listen(0, MeasuredServer.LOOPBACK)
                .onSuccess(listening -> System.out.println(listening.actualPort()))
                .onFailure(failure -> System.exit(1));
    }
}
