package io.tarn.server.report;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes another tree of records of one: every text rewritten, every list repeated. */
public final class Rewriting {
    private final UnaryOperator<String> text;
    private final int repeated;

    private Rewriting(UnaryOperator<String> text, int repeated) {
        this.text = text;
        this.repeated = repeated;
    }

    public static RunReport rewrite(RunReport report, UnaryOperator<String> text, int repeated) {
        return (RunReport) new Rewriting(text, repeated).value(report);
    }

    private Object value(Object value) {
        return switch (value) {
            case String string -> text.apply(string);
            case List<?> list -> repeat(list.stream().map(this::value).toList());
            case Optional<?> optional -> optional.map(this::value);
            case Record record -> rebuild(record);
            default -> value;
        };
    }

    private List<?> repeat(List<?> list) {
        return Collections.nCopies(repeated, list).stream()
                .flatMap(List::stream)
                .toList();
    }

    private Object rebuild(Record record) {
        try {
            RecordComponent[] components = record.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                Object old = components[i].getAccessor().invoke(record);
                values[i] = old == null ? null : value(old);
            }
            return record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot rebuild " + record.getClass(), e);
        }
    }
}
