package io.tarn.wire.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Violation;

/** The faults of events as they travel. What a body says is never quoted: it may be personal. */
final class EventErrors {
    private EventErrors() {}

    static TarnException noJson(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException) {
            return tooDeep(failure);
        }
        JsonLocation place = failure.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "The body is no valid JSON" + where + ". Send one JSON object in UTF-8, gzipped or not.",
                failure);
    }

    private static TarnException tooDeep(JsonProcessingException failure) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "The JSON of the body nests deeper than " + SegmentCodec.DEPTH_MAX
                        + " levels, or holds a number of more"
                        + " than 1000 digits or a name of more than 50000 characters. Flatten it.",
                failure);
    }

    static TarnException noUtf8() {
        return new TarnException(ErrorCode.INVALID_INPUT, "The body is not in UTF-8. Send one JSON object in UTF-8.");
    }

    static TarnException empty() {
        return new TarnException(ErrorCode.INVALID_INPUT, "The body is empty. Send one JSON object.");
    }

    static TarnException noObject() {
        return new TarnException(
                ErrorCode.INVALID_INPUT, "The body is JSON, but no object. Send one JSON object in braces.");
    }

    static TarnException moreBehind() {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Something follows the JSON object of the body. Send one object; several events go into /v1/batch.");
    }

    static TarnException noBatch() {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "The body has no list 'batch'. Send {\"batch\": [event, …]}, or one event to the address of its type,"
                        + " such as /v1/track.");
    }

    static TarnException noObjectInBatch(int index) {
        return new TarnException(
                ErrorCode.INVALID_INPUT, "batch[" + index + "] is no JSON object. Each item of a batch is one event.");
    }

    static TarnException tooManyEvents(int most) {
        return new TooLargeException("The batch holds more than " + most + " events. Send fewer at a time.");
    }

    static TarnException badGzip(Throwable failure) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "The body starts like gzip and cannot be unpacked. Send it whole, or without compression.",
                failure);
    }

    static TarnException tooLargeUnpacked(int most) {
        return new TooLargeException("The body unpacks to more than " + most + " bytes. Send fewer events at a time.");
    }

    static TarnException wrongCloudEvent(String what) {
        return new TarnException(ErrorCode.INVALID_INPUT, "The CloudEvent cannot be taken: " + what);
    }

    static TarnException wrongWebhook(String source, String what) {
        return new TarnException(
                ErrorCode.INVALID_INPUT, "The webhook for source '" + source + "' cannot be taken: " + what);
    }

    static Violation unreadable() {
        return new Violation(
                "unreadable",
                "",
                "The event nests deeper than " + io.tarn.model.event.Value.DEPTH_MAX
                        + " levels, or is no JSON object. Flatten it.");
    }
}
