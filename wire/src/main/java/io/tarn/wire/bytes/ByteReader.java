package io.tarn.wire.bytes;

import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what a {@link ByteWriter} spelled, in the same order, and believes no byte: whatever cannot have been written
 * is INVARIANT_BROKEN, with the place. Not safe to share between threads.
 */
public final class ByteReader {
    private static final int NUMBER_BYTES_MAX = 10;
    private static final int NANOS_A_SECOND = 1_000_000_000;

    /** For all readers of the process: what repeats within one form also repeats among forms. */
    private static final Words WORDS = new Words();

    private final String what;
    private final byte[] bytes;
    private final List<String> words = new ArrayList<>();
    private int place;

    /** @param what names the form in faults, such as {@code profile} */
    public ByteReader(String what, byte[] bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    /** Reads a whole form; a value that its own constructor refuses is a broken byte, too. */
    public static <T> T whole(String what, byte[] bytes, Function<ByteReader, T> form) {
        ByteReader reader = new ByteReader(what, bytes);
        T value;
        try {
            value = form.apply(reader);
        } catch (TarnException e) {
            throw e.code() == io.tarn.model.error.ErrorCode.INVARIANT_BROKEN
                    ? e
                    : BytesErrors.broken(what, reader.place, "a value there breaks its own rule", e);
        }
        if (reader.place != bytes.length) {
            throw reader.broken("it should end there and has " + (bytes.length - reader.place) + " bytes more");
        }
        return value;
    }

    /** A fault at the place that was reached. */
    public TarnException broken(String problem) {
        return BytesErrors.broken(what, place, problem, null);
    }

    public int octet() {
        need(1);
        return bytes[place++] & 0xff;
    }

    public boolean flag() {
        int octet = octet();
        if (octet > 1) {
            throw broken("expected 0 or 1, found " + octet);
        }
        return octet == 1;
    }

    /** The version of a form, which must be a known one. */
    public int version(int versionMax) {
        int version = octet();
        if (version < 1 || version > versionMax) {
            throw broken("version " + version + " is unknown here, which knows 1 to " + versionMax);
        }
        return version;
    }

    public long unsigned() {
        if (place < bytes.length && bytes[place] >= 0) {
            return bytes[place++];
        }
        long value = 0;
        int at = place;
        int end = Math.min(bytes.length, place + NUMBER_BYTES_MAX);
        for (int shift = 0; at < end; shift += 7) {
            byte octet = bytes[at++];
            value |= (long) (octet & 0x7f) << shift;
            if (octet >= 0) {
                place = at;
                if (shift == 63 && octet > 1) {
                    throw broken("a number is longer than 64 bits");
                }
                return value;
            }
        }
        place = at;
        throw broken(at == bytes.length ? "it ends too early" : "a number is longer than 64 bits");
    }

    public long signed() {
        return unzigzag(unsigned());
    }

    /** A number that is not negative and fits into an int, such as an ordinal. */
    public int number() {
        long number = unsigned();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw broken("a number is out of range");
        }
        return (int) number;
    }

    /** How many parts follow, each at least a byte long. */
    public int count() {
        long count = unsigned();
        if (count < 0 || count > bytes.length - place) {
            throw broken("a number of parts exceeds what is left");
        }
        return (int) count;
    }

    public byte[] octets(int length) {
        need(length);
        byte[] octets = Arrays.copyOfRange(bytes, place, place + length);
        place += length;
        return octets;
    }

    public int left() {
        return bytes.length - place;
    }

    public long orderedLong() {
        need(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | (bytes[place++] & 0xff);
        }
        return value;
    }

    public Instant orderedInstant() {
        long seconds = orderedLong() ^ Long.MIN_VALUE;
        need(Integer.BYTES);
        int nanos = octet() << 24 | octet() << 16 | octet() << 8 | octet();
        return instant(seconds, nanos);
    }

    public String text() {
        return text(textLength());
    }

    public String word() {
        long number = unsigned();
        if (number == 0) {
            long length = textLength();
            String known = (length & 1) == 0 ? WORDS.find(bytes, place, (int) (length >> 1)) : null;
            String word = known == null ? text(length) : known;
            if (known != null) {
                place += (int) (length >> 1);
            }
            words.add(word);
            return word;
        }
        if (number < 0 || number > words.size()) {
            throw broken("a word is referred to that was not said before");
        }
        return words.get((int) number - 1);
    }

    public SourceName sourceName() {
        return WORDS.source(word());
    }

    public IdentifierType identifierType() {
        return WORDS.type(word());
    }

    public Instant instant() {
        long head = unsigned();
        long number = unzigzag(head >>> 1);
        if ((head & 1) == 0) {
            return Instant.ofEpochMilli(number);
        }
        return instant(number, unsigned());
    }

    public BigDecimal decimal() {
        long head = unsigned();
        long scale = unzigzag(head >>> 1);
        if (scale != (int) scale) {
            throw broken("a number has an impossible scale");
        }
        if ((head & 1) == 0) {
            return BigDecimal.valueOf(signed(), (int) scale);
        }
        int length = count();
        if (length == 0) {
            throw broken("a number has no digits");
        }
        return new BigDecimal(new BigInteger(octets(length)), (int) scale);
    }

    public ProfileId profileId() {
        need(ProfileIdBytes.LENGTH);
        ProfileId id = ProfileIdBytes.read(bytes, place);
        place += ProfileIdBytes.LENGTH;
        return id;
    }

    public Value value() {
        return value(ByteWriter.NESTING_MAX);
    }

    private Value value(int depthLeft) {
        if (depthLeft == 0) {
            throw broken("a value nests deeper than " + ByteWriter.NESTING_MAX);
        }
        int kind = octet();
        return switch (kind) {
            case ByteWriter.NOTHING -> Value.Nothing.NOTHING;
            case ByteWriter.NO -> new Value.Flag(false);
            case ByteWriter.YES -> new Value.Flag(true);
            case ByteWriter.TEXT -> new Value.Text(text());
            case ByteWriter.DECIMAL -> new Value.Decimal(decimal());
            case ByteWriter.SEQUENCE -> sequence(depthLeft - 1);
            case ByteWriter.FIELDS -> fields(depthLeft - 1);
            default -> throw broken("no value is of kind " + kind);
        };
    }

    private Value sequence(int depthLeft) {
        int count = count();
        List<Value> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(value(depthLeft));
        }
        return new Value.Sequence(items);
    }

    private Value fields(int depthLeft) {
        int count = count();
        Map<String, Value> fields = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            if (fields.put(word(), value(depthLeft)) != null) {
                throw broken("a field stands there twice");
            }
        }
        return new Value.Fields(fields);
    }

    /** The length of a text in bytes, with the lowest bit for UTF-16. */
    private long textLength() {
        long length = unsigned();
        if (length < 0 || length >> 1 > bytes.length - place) {
            throw broken("a text is longer than what is left");
        }
        return length;
    }

    private String text(long lengthAndForm) {
        int length = (int) (lengthAndForm >> 1);
        if ((lengthAndForm & 1) == 1) {
            return wideText(length);
        }
        String text = new String(bytes, place, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            byte[] again = text.getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(again, 0, again.length, bytes, place, place + length)) {
                throw broken("a text is no UTF-8");
            }
        }
        place += length;
        return text;
    }

    private String wideText(int length) {
        if (length % 2 != 0) {
            throw broken("a text ends within a letter");
        }
        char[] letters = new char[length / 2];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (char) (octet() << 8 | octet());
        }
        return new String(letters);
    }

    private Instant instant(long seconds, long nanos) {
        if (nanos < 0
                || nanos >= NANOS_A_SECOND
                || seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()) {
            throw broken("no instant is so far away");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    private void need(int length) {
        if (bytes.length - place < length) {
            throw broken("it ends too early");
        }
    }
}
