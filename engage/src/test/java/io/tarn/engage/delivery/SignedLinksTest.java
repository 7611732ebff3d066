package io.tarn.engage.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedLinksTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OLD = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
    private static final String BASE = "https://mail.example.com";
    private static final MessageId MESSAGE = MessageId.derive("decision-1");
    private static final SignedLinks LINKS = new SignedLinks(URI.create(BASE), List.of(KEY));

    /** A release that changed these would break the links in every mail that was ever sent. */
    @Test
    void keepsTheFormOfLinks() {
        assertThat(LINKS.link(LinkKind.UNSUBSCRIBE, MESSAGE))
                .isEqualTo("https://mail.example.com/m/u/m3hmfppki4rlbho8s1sumuuk6a/"
                        + "4ge5pRE7y1ZuSAGZCUvbWkRO8l05x3OBhQVev4OYKZ0");
    }

    @ParameterizedTest
    @EnumSource(LinkKind.class)
    void knowsItsOwnLinks(LinkKind kind) {
        String target = kind == LinkKind.CLICK ? "https://shop.example/cart?a=1&b=ü#x" : "";
        String link = kind == LinkKind.CLICK ? LINKS.click(MESSAGE, target).orElseThrow() : LINKS.link(kind, MESSAGE);

        assertThat(LINKS.verify(path(link), target(link))).contains(new SignedLink(kind, MESSAGE, target));
    }

    @Test
    void refusesEveryChangedCharacter() {
        String link = LINKS.click(MESSAGE, "https://shop.example/a").orElseThrow();
        String path = path(link);

        for (int i = 0; i < path.length(); i++) {
            char other = path.charAt(i) == 'a' ? 'b' : 'a';
            String changed = path.substring(0, i) + other + path.substring(i + 1);
            assertThat(LINKS.verify(changed, "https://shop.example/a"))
                    .as(changed)
                    .isEmpty();
        }
        assertThat(LINKS.verify(path, "https://evil.example/a")).isEmpty();
        assertThat(LINKS.verify(path, "")).isEmpty();
        assertThat(LINKS.verify(path, "javascript:alert(1)")).isEmpty();
        assertThat(LINKS.verify(path + "/", "https://shop.example/a")).isEmpty();
    }

    @Test
    void signsWithTheFirstKeyAndKnowsTheOthers() {
        SignedLinks before = new SignedLinks(URI.create(BASE), List.of(OLD));
        SignedLinks now = new SignedLinks(URI.create(BASE), List.of(KEY, OLD));

        assertThat(now.verify(path(before.link(LinkKind.WHY, MESSAGE)), "")).isPresent();
        assertThat(before.verify(path(now.link(LinkKind.WHY, MESSAGE)), "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "data:text/html,x", "//evil.example", "/cart", "ftp://x", "https://a b"})
    void signsNothingButTheWeb(String target) {
        assertThat(LINKS.click(MESSAGE, target)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithBaseAndKey() {
        assertThatThrownBy(() -> new SignedLinks(URI.create("http://mail.example.com"), List.of(KEY)))
                .hasMessage(
                        "'http://mail.example.com' cannot stand before signed links: use an https address (or http on"
                                + " this machine) without query and fragment, such as https://mail.example.com.");
        assertThatThrownBy(() -> new SignedLinks(URI.create(BASE), List.of(KEY, new byte[31])))
                .hasMessage("The key of signed links has 31 bytes; at least 32 are needed. Make one with 'openssl rand"
                        + " -hex 32'.");
    }

    @Test
    void leadsLinksByWayOfUsAndTakesOutCode() {
        String html =
                "<body><a class='x' href=\"https://shop.example/?a=1&amp;b=2\">shop</a><A HREF='mailto:a@b.c'>m</A>"
                        + "<a href=\"java&#115;cript:alert(1)\">x</a><a href=\" jAva&Tab;script:alert(1)\">x</a>"
                        + "<a href=\"data:text/html,x\">x</a><img src=\"javascript:x\">"
                        + "<a href=https://plain.example>p</a>"
                        + "<a href=\"" + LINKS.link(LinkKind.WHY, MESSAGE) + "\">why</a></body>";

        String rewritten = new LinkRewriter(LINKS).rewrite(MESSAGE, html);

        assertThat(rewritten)
                .isEqualTo("<body><a class='x' href=\"" + clicked("https://shop.example/?a=1&b=2")
                        + "\">shop</a><A HREF='mailto:a@b.c'>m</A><a href=\"#\">x</a>"
                        + "<a href=\"#\">x</a><a href=\"#\">x</a>"
                        + "<img src=\"#\"><a href=\"" + clicked("https://plain.example") + "\">p</a><a href=\""
                        + LINKS.link(LinkKind.WHY, MESSAGE) + "\">why</a><img src=\""
                        + LINKS.link(LinkKind.OPEN, MESSAGE)
                        + "\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block\"></body>");
    }

    @Test
    void offersToUnsubscribeWithOneClick() {
        String link = LINKS.link(LinkKind.UNSUBSCRIBE, MESSAGE);

        assertThat(UnsubscribeHeaders.of(LINKS, MESSAGE, Purpose.MARKETING, Optional.of("leave@example.com")))
                .containsEntry(
                        "List-Unsubscribe", "<" + link + ">, <mailto:leave@example.com?subject=" + path(link) + ">")
                .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        assertThat(UnsubscribeHeaders.of(LINKS, MESSAGE, Purpose.TRANSACTIONAL, Optional.empty()))
                .isEmpty();
    }

    private static String clicked(String target) {
        return LINKS.click(MESSAGE, target).orElseThrow();
    }

    private static String path(String link) {
        return link.substring(BASE.length()).replaceAll("\\?.*", "");
    }

    private static String target(String link) {
        int at = link.indexOf("?to=");
        return at < 0 ? "" : URLDecoder.decode(link.substring(at + 4), StandardCharsets.UTF_8);
    }
}
