package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.server.http.Stumbling.Fault;
import io.tarn.server.http.TestingHome.Landed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tracking clients as their users start them, each at a server of its own that stumbles before it takes what is sent:
 * every event arrives once, in the order of its batch, and is the right person's. They all start at once, for they spend their time
 * waiting before they send again.
 */
final class RealClientsTest {
    private static final Duration WAIT = Duration.ofSeconds(90);
    private static final Fault[] ALL = {Fault.TOO_MANY, Fault.BAD_GATEWAY, Fault.LOSE_ANSWER};
    private static final Map<String, FutureTask<Void>> SENDINGS = new HashMap<>();

    private static final List<String> SEGMENT = way("track Long Ago");
    private static final List<String> RUDDER = way("track First", "track Long Ago");
    private static final List<String> BROWSER = way();
    private static final List<String> JITSU = BROWSER.subList(0, BROWSER.size() - 1);

    @TempDir
    private static Path folder;

    private static TestingHome home;

    /** A client that was told to send. */
    @FunctionalInterface
    private interface Client {
        /** Sends to an address under a name; answers what ends it. */
        AutoCloseable start(String name, String address) throws Exception;
    }

    @BeforeAll
    static void startAll() {
        List<String> sources = new ArrayList<>(List.of("segment", "rudder", "jitsu", "browser", "browser_batch"));
        Arrays.stream(Fault.values()).map(RealClientsTest::java).forEach(sources::add);
        home = new TestingHome(folder, sources);
        start("segment", SEGMENT, NodeClients::start, Fault.values());
        start("rudder", RUDDER, NodeClients::start, ALL);
        start("jitsu", JITSU, NodeClients::start);
        start("browser", BROWSER, BrowserClient::alone, ALL);
        start("browser_batch", BROWSER, BrowserClient::batching, ALL);
        for (Fault fault : Fault.values()) {
            start(java(fault), SEGMENT, JavaClient::start, fault);
        }
    }

    @AfterAll
    static void close() throws Exception {
        for (FutureTask<Void> sending : SENDINGS.values()) {
            sending.cancel(true);
        }
        home.close();
    }

    @Test
    void takesWhatSegmentsClientForNodeSends() throws Exception {
        assertThat(landed("segment")).extracting(Landed::event).isEqualTo(SEGMENT);
    }

    @Test
    void takesWhatRudderStacksClientForNodeSends() throws Exception {
        assertThat(landed("rudder")).extracting(Landed::event).isEqualTo(RUDDER);
    }

    /** It knows neither batches nor alias, and gives up what was not taken at once. */
    @Test
    void takesWhatJitsusClientSends() throws Exception {
        assertThat(landed("jitsu")).extracting(Landed::event).isEqualTo(JITSU);
    }

    /** Each event is a request of its own, so what was refused comes later; nor does it fill batches in order. */
    @Test
    void takesWhatSegmentsClientInAPageSends() throws Exception {
        assertThat(landed("browser")).extracting(Landed::event).containsExactlyInAnyOrderElementsOf(BROWSER);
    }

    @Test
    void takesWhatSegmentsClientInAPageSendsInBatches() throws Exception {
        assertThat(landed("browser_batch")).extracting(Landed::event).containsExactlyInAnyOrderElementsOf(BROWSER);
    }

    /** Whatever the server says, it waits some fifteen seconds before it sends again: hence one fault a client. */
    @ParameterizedTest
    @EnumSource
    void takesWhatSegmentsClientForJavaSends(Fault fault) throws Exception {
        assertThat(landed(java(fault))).extracting(Landed::event).isEqualTo(SEGMENT);
    }

    private static List<Landed> landed(String name) throws Exception {
        try {
            Objects.requireNonNull(SENDINGS.get(name)).get();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof RuntimeException aborted) {
                throw aborted;
            }
            if (cause instanceof Error wrong) {
                throw wrong;
            }
            throw failure;
        }
        return home.onePerson(name);
    }

    private static void start(String name, List<String> way, Client client, Fault... faults) {
        FutureTask<Void> sending = new FutureTask<>(() -> {
            Stumbling stumbling = new Stumbling(List.of(faults));
            try (TestingServer server = new TestingServer(home.rooms(), stumbling);
                    AutoCloseable _ = client.start(name, server.address())) {
                home.await(name, way.size(), WAIT);
            }
            assertThat(stumbling.isDone()).isTrue();
            return null;
        });
        SENDINGS.put(name, sending);
        Thread.ofPlatform().name(name).start(sending);
    }

    private static String java(Fault fault) {
        return "java_" + fault.name().toLowerCase(Locale.ROOT);
    }

    /** What every client sends, in that order. */
    private static List<String> way(String... before) {
        List<String> way = new ArrayList<>(List.of(before));
        way.addAll(List.of("track Product Viewed", "identify identify", "page page"));
        for (int step = 0; step < 10; step++) {
            way.add("track Step " + step);
        }
        way.add("alias alias");
        return way;
    }
}
