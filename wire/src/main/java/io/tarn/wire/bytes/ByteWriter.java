package io.tarn.wire.bytes;

import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Spells values as bytes, one after the other; {@link ByteReader} reads them in the same order. Not safe to share
 * between threads.
 */
public final class ByteWriter {
    /** How deep a value may nest: well beyond {@link Value#DEPTH_MAX}, and safe for the stack. */
    static final int NESTING_MAX = 2 * Value.DEPTH_MAX;

    static final int NOTHING = 0;
    static final int NO = 1;
    static final int YES = 2;
    static final int TEXT = 3;
    static final int DECIMAL = 4;
    static final int SEQUENCE = 5;
    static final int FIELDS = 6;

    /** Instants nearer than this to 1970 are kept in milliseconds when that is exact: some 35,000 years. */
    static final long MILLIS_SECONDS_MAX = 1L << 40;

    private static final int NANOS_A_MILLI = 1_000_000;

    /** Shorter texts are copied letter by letter, longer ones by the JDK. */
    private static final int SHORT_LENGTH_MAX = 12;

    /** Made when the first word comes: keys have none. */
    private @Nullable WordNumbers words;

    private byte[] bytes;
    private int size;

    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** Begins anew, in the room that it has. */
    public ByteWriter clear() {
        size = 0;
        if (words != null) {
            words.clear();
        }
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public int size() {
        return size;
    }

    /** The lowest eight bits of a number. */
    public ByteWriter octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public ByteWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /** A number that is rarely negative: seven bits a byte, the lowest first. */
    public ByteWriter unsigned(long value) {
        reserve(10);
        byte[] target = bytes;
        int at = size;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        size = at;
        return this;
    }

    /** A number of either sign: small ones are short. */
    public ByteWriter signed(long value) {
        return unsigned((value << 1) ^ (value >> 63));
    }

    /** Bytes as they are, without their number. */
    public ByteWriter octets(byte[] octets) {
        reserve(octets.length);
        System.arraycopy(octets, 0, bytes, size, octets.length);
        size += octets.length;
        return this;
    }

    /** Eight bytes, the highest first, that sort as the numbers do from nought on. */
    public ByteWriter ordered(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Twelve bytes that sort as instants do. */
    public ByteWriter ordered(Instant instant) {
        ordered(instant.getEpochSecond() ^ Long.MIN_VALUE);
        int nanos = instant.getNano();
        return octet(nanos >>> 24).octet(nanos >>> 16).octet(nanos >>> 8).octet(nanos);
    }

    /** Any text, unpaired surrogates included. */
    public ByteWriter text(String text) {
        int length = text.length();
        if (length > SHORT_LENGTH_MAX) {
            return longText(text);
        }
        int start = size;
        reserve(length + 1);
        byte[] target = bytes;
        int at = size;
        target[at++] = (byte) (length << 1);
        for (int i = 0; i < length; i++) {
            char letter = text.charAt(i);
            if (letter >= 0x80) {
                size = start;
                return isPaired(text) ? longText(text) : wideText(text);
            }
            target[at++] = (byte) letter;
        }
        size = at;
        return this;
    }

    /** A text that is often the same within one form, such as the name of a trait: the second time it is a number. */
    public ByteWriter word(String word) {
        WordNumbers numbers = words;
        if (numbers == null) {
            numbers = new WordNumbers();
            words = numbers;
        }
        int known = numbers.number(word);
        return known == 0 ? octet(0).text(word) : unsigned(known);
    }

    public ByteWriter instant(Instant instant) {
        long seconds = instant.getEpochSecond();
        int nanos = instant.getNano();
        if (nanos % NANOS_A_MILLI == 0 && Math.abs(seconds) < MILLIS_SECONDS_MAX) {
            long millis = seconds * 1000 + nanos / NANOS_A_MILLI;
            return unsigned(((millis << 1) ^ (millis >> 63)) << 1);
        }
        return unsigned((((seconds << 1) ^ (seconds >> 63)) << 1) | 1).unsigned(nanos);
    }

    /** A number with its scale, of any size. */
    public ByteWriter decimal(BigDecimal number) {
        BigInteger unscaled = number.unscaledValue();
        long scale = ((long) number.scale() << 1) ^ (number.scale() >> 31);
        if (unscaled.bitLength() < Long.SIZE) {
            return unsigned(scale << 1).signed(unscaled.longValue());
        }
        byte[] digits = unscaled.toByteArray();
        return unsigned((scale << 1) | 1).unsigned(digits.length).octets(digits);
    }

    /** Ten bytes that sort as ids do. */
    public ByteWriter profileId(ProfileId id) {
        reserve(ProfileIdBytes.LENGTH);
        ProfileIdBytes.write(id, bytes, size);
        size += ProfileIdBytes.LENGTH;
        return this;
    }

    public ByteWriter value(Value value) {
        return value(value, NESTING_MAX);
    }

    private ByteWriter value(Value value, int depthLeft) {
        if (depthLeft == 0) {
            throw BytesErrors.tooDeep(NESTING_MAX);
        }
        switch (value) {
            case Value.Nothing _ -> octet(NOTHING);
            case Value.Flag(boolean holds) -> octet(holds ? YES : NO);
            case Value.Text(String text) -> octet(TEXT).text(text);
            case Value.Decimal(BigDecimal number) -> octet(DECIMAL).decimal(number);
            case Value.Sequence sequence -> {
                octet(SEQUENCE).unsigned(sequence.items().size());
                sequence.items().forEach(item -> value(item, depthLeft - 1));
            }
            case Value.Fields fields -> {
                octet(FIELDS).unsigned(fields.fields().size());
                fields.fields().forEach((name, field) -> word(name).value(field, depthLeft - 1));
            }
        }
        return this;
    }

    /** UTF-8, unless an unpaired surrogate forbids that: the JDK makes a question mark of it. */
    private ByteWriter longText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        boolean surelyWhole = encoded.length == text.length() && !contains(encoded, (byte) '?');
        if (surelyWhole || isPaired(text)) {
            return unsigned((long) encoded.length << 1).octets(encoded);
        }
        return wideText(text);
    }

    /** UTF-16; the lowest bit of the length tells. */
    private ByteWriter wideText(String text) {
        unsigned((long) text.length() << 2 | 1);
        reserve(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            bytes[size++] = (byte) (letter >>> 8);
            bytes[size++] = (byte) letter;
        }
        return this;
    }

    /** Whether every surrogate has its partner: a pair is then one code point beyond the first plane. */
    private static boolean isPaired(String text) {
        return text.codePoints()
                .noneMatch(point -> point <= Character.MAX_VALUE && Character.isSurrogate((char) point));
    }

    private static boolean contains(byte[] octets, byte octet) {
        for (byte one : octets) {
            if (one == octet) {
                return true;
            }
        }
        return false;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + (size >> 1)));
        }
    }
}
