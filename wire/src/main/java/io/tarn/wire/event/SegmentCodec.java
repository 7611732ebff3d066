package io.tarn.wire.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The requests of Segment's tracking protocol, as its clients and those that copied it send them.
 *
 * <p>The body alone counts: no header says what it is. Events are cut out of the body as they stand there; only where a
 * batch says something for all of its events is an event written anew. Of a field that stands twice the last counts.
 */
public final class SegmentCodec {
    /** How deep a body may nest: a batch wraps its events twice, and an event that is too deep alone is kept aside. */
    public static final int DEPTH_MAX = 64;

    /** How many events one batch may hold where nobody says otherwise. */
    public static final int EVENTS_MAX = 2_500;

    /** How many characters a message id may have. */
    public static final int MESSAGE_ID_MAX = 256;

    /** How many characters one event may have. */
    public static final int EVENT_LENGTH_MAX = 32 * 1024;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final int BYTE_ORDER_MARK_LENGTH = 3;

    private SegmentCodec() {}

    /** Reads an unpacked body of at most {@link #EVENTS_MAX} events. */
    public static SegmentRequest read(byte[] body, SegmentEndpoint endpoint) {
        return read(body, endpoint, EVENTS_MAX);
    }

    /**
     * Reads an unpacked body.
     *
     * @throws TooLargeException when it holds too many events
     * @throws io.tarn.model.error.TarnException INVALID_INPUT when it cannot be read at all
     */
    public static SegmentRequest read(byte[] body, SegmentEndpoint endpoint, int eventsMax) {
        byte[] json = utf8(body);
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw EventErrors.noObject();
            }
            SegmentScan scan = new SegmentScan(json, parser, endpoint, eventsMax);
            SegmentRequest request = endpoint == SegmentEndpoint.BATCH ? scan.batch() : scan.single();
            if (parser.nextToken() != null) {
                throw EventErrors.moreBehind();
            }
            return request;
        } catch (JsonProcessingException failure) {
            throw EventErrors.noJson(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The bytes without a mark before them; what is not UTF-8 is refused before Jackson guesses what else it is. */
    static byte[] utf8(byte[] body) {
        if (body.length == 0) {
            throw EventErrors.empty();
        }
        int first = body[0] & 0xff;
        int second = body.length > 1 ? body[1] & 0xff : ' ';
        if (first == 0xef && second == 0xbb && body.length > BYTE_ORDER_MARK_LENGTH) {
            return Arrays.copyOfRange(body, BYTE_ORDER_MARK_LENGTH, body.length);
        }
        if (first == 0 || second == 0 || first >= 0xfe) {
            throw EventErrors.noUtf8();
        }
        return body;
    }
}
