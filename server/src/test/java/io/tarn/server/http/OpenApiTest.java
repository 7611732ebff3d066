package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tarn.server.config.HttpConfig;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

final class OpenApiTest {
    @Test
    void describesWhatIsServedAndNothingElse() throws Exception {
        TreeSet<String> served = new TreeSet<>();
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            HttpRoutes.mount(vertx, router, new TestingRooms(HttpConfig.defaults()).rooms());
            for (Route route : router.getRoutes()) {
                if (route.methods() != null
                        && route.getPath() != null
                        && !route.getPath().endsWith("/")) {
                    route.methods().stream()
                            .filter(method -> !method.name().equals("OPTIONS"))
                            .forEach(method -> served.add(
                                    method.name() + " " + route.getPath().replaceAll(":(\\w+)", "{$1}")));
                }
            }
        } finally {
            vertx.close();
        }

        TreeSet<String> described = new TreeSet<>();
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi.yaml")) {
            Map<String, Object> root = new Yaml().load(in);
            JsonNode document = new YAMLMapper().valueToTree(root);
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(method ->
                                    described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        }
        assertThat(described.remove("GET /metrics")).isTrue();
        assertThat(described).isEqualTo(served);
    }
}
