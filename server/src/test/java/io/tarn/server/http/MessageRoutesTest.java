package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.engage.delivery.LinkKind;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import io.tarn.model.profile.ConsentValue;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.http.TestingServer.Reply;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageRoutesTest {
    private static final String SHOP = "https://shop.example/tea?size=2&name=Gr\u00fcn+er";

    private final TestingRooms rooms = new TestingRooms(HttpConfig.defaults());
    private final TestingLinks mail = new TestingLinks(new Purpose("news"));
    private TestingServer server;

    @BeforeEach
    void start() throws Exception {
        rooms.links = Optional.of(mail.onto(rooms));
        server = new TestingServer(rooms.rooms());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void answersAnOpenWithAPixelThatNobodyKeeps() throws Exception {
        Reply reply = browse("GET", TestingLinks.path(mail.signed.link(LinkKind.OPEN, mail.id())), "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.head().toLowerCase(Locale.ROOT))
                .contains("content-type: image/gif")
                .contains("cache-control: no-store");
        assertThat(reply.body()).startsWith("GIF89a");
        assertThat(told()).contains("\"event\":\"Email Opened\"").contains("\"id\":\"ada.lovelace@example.org\"");
    }

    @Test
    void leadsAClickOnOnceItIsTaken() throws Exception {
        Reply reply = browse("GET", click(), "");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(location(reply)).isEqualTo("https://shop.example/tea?size=2&name=Gr%C3%BCn+er");
        assertThat(reply.head().toLowerCase(Locale.ROOT)).contains("cache-control: no-store");
        assertThat(told()).contains("\"event\":\"Email Link Clicked\"");
    }

    @Test
    void leadsAClickOnThoughTheLogIsFull() throws Exception {
        rooms.refusal = Optional.of(new TarnException(ErrorCode.STORAGE_FULL, "The disk is full."));

        assertThat(browse("GET", click(), "").status()).isEqualTo(302);
    }

    @Test
    void leadsNowhereElse() throws Exception {
        String evil = click().replace("shop.example", "evil.example");

        for (String path : new String[] {evil, click().replaceAll("\\?.*", ""), click().replace("/m/c/", "/m/o/")}) {
            Reply reply = browse("GET", path, "");

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.head()).doesNotContain("Location").doesNotContain("location");
            assertThat(reply.body()).contains("This link leads nowhere").doesNotContain("evil");
        }
        assertThat(rooms.taken).isEmpty();
    }

    @Test
    void neverTakesARequestForTheHeadForAPerson() throws Exception {
        Reply reply = browse("HEAD", click(), "");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.body()).isEmpty();
        assertThat(told()).contains("\"event\":\"Email Scanned\"").contains("\"head_request\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void unsubscribesNobodyWhoOnlyLooks(String method) throws Exception {
        Reply reply = browse(method, mail.named("unsubscribe"), "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(rooms.taken).isEmpty();
        assertThat(reply.body().isEmpty()).isEqualTo(method.equals("HEAD"));
    }

    @Test
    void asksBeforeItUnsubscribes() throws Exception {
        Reply reply = browse("GET", mail.named("unsubscribe"), "");

        assertThat(reply.body())
                .contains("No more mail about News?")
                .contains("a***@e***.org")
                .contains("method=\"post\"")
                .doesNotContain("lovelace")
                .doesNotContain("<script");
        assertThat(reply.head().toLowerCase(Locale.ROOT))
                .contains("content-security-policy: default-src 'none'; style-src 'sha256-")
                .contains("content-type: text/html; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"List-Unsubscribe=One-Click", "", "\0\u00ff"})
    void unsubscribesAtOnce(String body) throws Exception {
        for (int i = 0; i < 2; i++) {
            Reply reply = browse("POST", mail.named("unsubscribe"), body);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("You are unsubscribed");
        }
        assertThat(told())
                .contains("\"event\":\"Unsubscribed\"")
                .contains("\"consent\":{\"categoryPreferences\":{\"news.email\":false}}");
    }

    @Test
    void saysThatAWishWasNotSaved() throws Exception {
        rooms.refusal = Optional.of(new TarnException(ErrorCode.STORAGE_FULL, "The disk is full."));

        Reply reply = browse("POST", mail.named("unsubscribe"), "");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).contains("could not be saved");
    }

    @Test
    void showsASwitchForEachPurpose() throws Exception {
        assertThat(browse("GET", mail.named("preferences"), "").body())
                .contains("value=\"news\" checked=\"\"")
                .contains("value=\"product-updates\"/>")
                .contains("Product updates")
                .contains("No more mail at all")
                .doesNotContain("ransactional");
    }

    @Test
    void savesWhatWasChosenAndSaysSo() throws Exception {
        Reply reply = browse("POST", mail.named("preferences"), "save=chosen&purpose=product-updates&purpose=evil");

        assertThat(reply.body())
                .contains("Saved. News will no longer come. Product updates will come again.")
                .contains("value=\"product-updates\" checked=\"\"");
        assertThat(told()).contains("{\"news.email\":false,\"product-updates.email\":true}");
    }

    @Test
    void changesNothingWhereNothingWasChosen() throws Exception {
        assertThat(browse("POST", mail.named("preferences"), "save=chosen&purpose=news")
                        .body())
                .contains("Nothing was changed.");
        assertThat(browse("POST", mail.named("preferences"), "List-Unsubscribe=One-Click")
                        .body())
                .contains("Nothing was changed.");
        assertThat(rooms.taken).isEmpty();
    }

    @Test
    void endsAllMailAndBringsItBack() throws Exception {
        Reply none = browse("POST", mail.named("preferences"), "save=none");
        mail.consents.put("email", new ConsentValue(false, "tarn", TestingRooms.NOW));
        Reply back = browse("POST", mail.named("preferences"), "save=chosen&purpose=news");

        assertThat(none.body())
                .contains("No more mail will come.")
                .doesNotContain("checked=")
                .doesNotContain("at all");
        assertThat(back.body()).contains("Saved. News will come again.");
        assertThat(rooms.taken).hasSize(2);
        assertThat(rooms.taken.getFirst().json()).contains("{\"email\":false}");
        assertThat(rooms.taken.getLast().json()).contains("\"Resubscribed\"").contains("{\"email\":true}");
    }

    @Test
    void saysWhyItWasSent() throws Exception {
        assertThat(browse("GET", mail.named("why"), "").body())
                .contains("On 21 November 2026 we wrote to a***@e***.org about News.")
                .contains("<li>You left a cart with two items on 21 November 2026.</li>")
                .contains(mail.signed.link(LinkKind.PREFERENCES, mail.id()));
    }

    @Test
    void saysThatAMessageIsNotKeptAnyMore() throws Exception {
        MessageId other = MessageId.derive("other");
        String gone = TestingLinks.path(mail.signed.link(LinkKind.PREFERENCES, other));
        String target = TestingLinks.path(mail.signed.click(other, SHOP).orElseThrow());

        assertThat(browse("GET", gone, "").status()).isEqualTo(404);
        assertThat(browse("GET", gone, "").body()).contains("We no longer know this message");
        assertThat(browse("GET", target, "").status()).isEqualTo(302);
        assertThat(rooms.taken).isEmpty();
    }

    @Test
    void letsNobodyUnsubscribeFromWhatTheyWaitFor() throws Exception {
        TestingLinks receipt = new TestingLinks(Purpose.TRANSACTIONAL);
        rooms.links = Optional.of(receipt.onto(rooms));
        try (TestingServer other = new TestingServer(rooms.rooms())) {
            Reply reply = other.send("POST " + receipt.named("unsubscribe") + " HTTP/1.1", "");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("This one has to reach you");
        }
        assertThat(rooms.taken).isEmpty();
    }

    @Test
    void knowsNoLinksWhereNoneAreSent() throws Exception {
        rooms.links = Optional.empty();
        try (TestingServer other = new TestingServer(rooms.rooms())) {
            assertThat(other.send("GET " + mail.named("why") + " HTTP/1.1", "").status())
                    .isEqualTo(404);
        }
    }

    private String click() {
        return TestingLinks.path(mail.signed.click(mail.id(), SHOP).orElseThrow());
    }

    private Reply browse(String method, String path, String body) throws IOException {
        return server.send(method + " " + path + " HTTP/1.1\nUser-Agent: Mozilla/5.0 (X11) Firefox/140.0", body);
    }

    private String told() {
        assertThat(rooms.taken).hasSize(1);
        return rooms.taken.getFirst().json();
    }

    private static String location(Reply reply) {
        return reply.head()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("location: "))
                .map(line -> line.substring("location: ".length()))
                .findFirst()
                .orElse("");
    }
}
