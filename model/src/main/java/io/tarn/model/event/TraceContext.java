package io.tarn.model.event;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;

/**
 * The trace to which the way of an event belongs, and the step in it that came before, as W3C Trace Context names them.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all of them 0
 * @param spanId 16 hexadecimal digits in lower case, not all of them 0
 */
public record TraceContext(String traceId, String spanId) {
    private static final int TRACE_ID_LENGTH = 32;
    private static final int SPAN_ID_LENGTH = 16;

    public TraceContext {
        if (!isId(traceId, TRACE_ID_LENGTH) || !isId(spanId, SPAN_ID_LENGTH)) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "A trace is named by 32 hexadecimal digits and a span by 16, in lower case and not all 0.");
        }
    }

    private static boolean isId(String id, int length) {
        boolean some = false;
        for (int i = 0; i < id.length(); i++) {
            char digit = id.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
            some |= digit != '0';
        }
        return some && id.length() == length;
    }
}
