package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.server.http.TestingServer.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audiences over HTTP, on a home that lives. */
final class AudienceRoutesTest {
    @TempDir
    private Path folder;

    private Optional<TestingServer> server = Optional.empty();

    @Test
    void answersAboutAudiencesAndRefusesWhatIsWrong() throws Exception {
        Path audiences = Files.createDirectories(folder.resolve("home/project/audiences"));
        Files.writeString(audiences.resolve("named.yaml"), "name: named\nwhere: nickname exists\n");
        try (TestingHome home = new TestingHome(folder, List.of("shop"))) {
            server = Optional.of(new TestingServer(home.rooms()));
            Reply taken = post(
                    "/v1/identify",
                    "key-shop",
                    "{\"userId\":\"u1\",\"messageId\":\"m1\",\"traits\":{\"nickname\":\"Nova\",\"plan\":\"pro\"}}");
            assertThat(taken.status()).isEqualTo(200);
            home.await("shop", 1, Duration.ofSeconds(20));
            home.settle();

            counts();
            refuses();
            server.get().close();
        }
    }

    private void counts() throws Exception {
        assertThat(read("/v1/audiences").body())
                .contains("\"name\":\"named\"", "\"standing\":\"live\",\"members\":1,\"since\":\"20");
        assertThat(read("/v1/audiences/named/count").body()).isEqualTo("{\"count\":1}");
        assertThat(read("/v1/audiences/named/members?limit=1").body())
                .contains("\"identifiers\":[{\"type\":\"user_id\",\"value\":\"u1\"}]}],\"next\":null}");
        assertThat(read("/v1/audiences/named/reach?channel=email").body())
                .isEqualTo(
                        "{\"matched\":1,\"reachable\":0,\"contactable\":0,\"consented\":0,\"uncapped\":0,\"held_out\":0,\"reached\":0}");
        assertThat(read("/v1/audiences/named/explain/user_id:u1").body())
                .contains(
                        "\"member\":true,\"why\":{\"condition\":\"nickname exists\",\"holds\":true,\"found\":\"Nova\"}");
        assertThat(where("\"plan = 'pro'\"").body()).isEqualTo("{\"count\":1}");
        assertThat(where("{\"trait\":\"plan\",\"equal\":\"free\"}").body()).isEqualTo("{\"count\":0}");
        String list = IntStream.range(0, 100_000).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(","));
        assertThat(where("\"plan in (" + list + ",'pro')\"").status()).isEqualTo(400);
    }

    private void refuses() throws Exception {
        assertThat(where("\"plan = 'pro' and pln = 'x'\"").body()).contains("unknown trait 'pln' at 1:18");
        assertThat(where("\"plan = 'pro' and plan = 'free'\"").status()).isEqualTo(400);
        assertThat(where("\"plan > 5\"").body()).contains("at 1:");
        assertThat(where("{\"trait\":\"plan\",\"equal\":\"'; DROP TABLE gold.profile_changes; --\"}")
                        .body())
                .isEqualTo("{\"count\":0}");
        assertThat(where("{\"not\":".repeat(1000) + "\"everyone\"" + "}".repeat(1000))
                        .status())
                .isEqualTo(400);
        assertThat(where("7").status()).isEqualTo(400);
        assertThat(post("/v1/audiences/count", TestingHome.ADMIN, "[]").status())
                .isEqualTo(400);
        assertThat(post("/v1/audiences/count", "key-shop", "{}").status()).isEqualTo(403);
        assertThat(read("/v1/audiences/namd/count").status()).isEqualTo(404);
        assertThat(read("/v1/audiences/namd/count").body()).contains("Did you mean 'named'?");
        assertThat(read("/v1/audiences/'%3BDROP/count").status()).isEqualTo(404);
        assertThat(read("/v1/audiences/named/members?limit=0").status()).isEqualTo(400);
        assertThat(read("/v1/audiences/named/members?cursor=x").status()).isEqualTo(400);
        assertThat(read("/v1/audiences/named/reach?channel=fax").status()).isEqualTo(400);
        assertThat(read("/v1/audiences/named/explain/user_id:nobody").status()).isEqualTo(404);
    }

    private Reply read(String path) throws Exception {
        return server.orElseThrow().get(path, TestingHome.ADMIN);
    }

    private Reply where(String json) throws Exception {
        return post("/v1/audiences/count", TestingHome.ADMIN, "{\"where\":" + json + "}");
    }

    private Reply post(String path, String key, String body) throws Exception {
        return server.orElseThrow()
                .send(
                        "POST " + path + " HTTP/1.1\nAuthorization: Bearer " + key + "\nContent-Type: application/json",
                        body);
    }
}
