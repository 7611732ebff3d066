package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.storage.Dispatch;
import io.tarn.testing.TestingDispatch;
import java.time.Instant;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DispatchFormTest {
    private static final ProfileId ANN = ProfileId.derive("web", "ann", 0);
    private static final ProfileId BOB = ProfileId.derive("web", "bob", 0);

    /** As the first release wrote it: never changed. */
    private static final String GOLDEN =
            "010080b8e8edadce0102265468652073657276657220697320627573792e8085c2eeadce01346d6b706f376336"
                    + "6967626e616a6a6b3032683332326762713936c785137395fd391e89d8000a656d61696c207a6fc3ab40657861"
                    + "6d706c652e636f6d1448656c6c6f207a6fc3ab223c703e48656c6c6f207a6fc3ab3c2f703e1448656c6c6f207a"
                    + "6fc3ab01000e4c6973742d49640e77656c636f6d6500126d61726b6574696e678091d3e7adce012a6472766430"
                    + "61386b666161616a7365667235687a38000e77656c636f6d65000a6669727374c785137395fd391e89d8000677"
                    + "6562087a6fc3ab8091d3e7adce0100dd224abef062a8c695318091d3e7adce010101207a6fc3ab406578616d70"
                    + "6c652e636f6d";

    @Property(tries = 300)
    void readsWhatItWrote(@ForAll("dispatches") Dispatch dispatch) {
        byte[] bytes = DispatchForm.encode(dispatch);

        Dispatch read = DispatchForm.decode(bytes);

        assertThat(read).isEqualTo(dispatch);
        assertThat(DispatchForm.encode(read)).isEqualTo(bytes);
    }

    @Property(tries = 300)
    void readsChangedBytesOrSaysThatTheyAreBroken(
            @ForAll("dispatches") Dispatch dispatch, @ForAll int place, @ForAll byte octet) {
        byte[] bytes = DispatchForm.encode(dispatch);
        bytes[Math.floorMod(place, bytes.length)] = octet;

        try {
            DispatchForm.decode(bytes);
        } catch (TarnException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVARIANT_BROKEN);
        }
    }

    @Provide
    Arbitrary<Dispatch> dispatches() {
        Arbitrary<Instant> instants = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli),
                Arbitraries.of(Instant.MIN, Instant.MAX));
        Arbitrary<String> texts = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("äé日")
                .ofMinLength(1)
                .ofMaxLength(40);
        return Combinators.combine(
                        Arbitraries.of(ANN, BOB),
                        texts,
                        instants.filter(at -> !at.equals(Instant.MAX)),
                        Arbitraries.of(Dispatch.State.class),
                        Arbitraries.integers().greaterOrEqual(0),
                        instants,
                        texts)
                .as((subject, name, at, state, attempts, since, reason) ->
                        TestingDispatch.queued(ANN, subject, name, at).in(state, attempts, since, reason));
    }

    @Test
    void readsAndWritesAsTheFormIsLaidDown() {
        Dispatch dispatch = TestingDispatch.queued(ANN, BOB, "zoë", Instant.parse("2026-03-04T05:06:07.008Z"))
                .in(Dispatch.State.QUEUED, 2, Instant.parse("2026-03-04T06:00:00Z"), "The server is busy.");

        assertThat(HexFormat.of().formatHex(DispatchForm.encode(dispatch))).isEqualTo(GOLDEN);
        assertThat(DispatchForm.decode(HexFormat.of().parseHex(GOLDEN))).isEqualTo(dispatch);
    }
}
