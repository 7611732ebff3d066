package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A hash of what a run reads: which sources, and which version of each bronze table. */
final class InputsHash {
    private static final int HEX_DIGITS = 32;

    private InputsHash() {}

    static String of(List<Landed> landed, Lake lake) {
        String inputs = lake.tables().stream()
                .filter(table -> table.name().schema().equals("bronze"))
                .map(table -> table.name() + "@" + table.version())
                .sorted()
                .collect(Collectors.joining("\n"));
        String sources =
                landed.stream().map(source -> source.source().value()).sorted().collect(Collectors.joining("\n"));
        return of(sources + "\n\n" + inputs);
    }

    static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
