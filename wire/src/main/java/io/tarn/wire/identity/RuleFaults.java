package io.tarn.wire.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The faults of one text of identity rules, gathered so that all are told at once. Confined to one thread. */
final class RuleFaults {
    private final List<String> faults = new ArrayList<>();

    boolean isEmpty() {
        return faults.isEmpty();
    }

    void add(String fault) {
        faults.add(fault);
    }

    void add(String where, String what) {
        faults.add(what + " at " + where + ".");
    }

    void unknown(String where, String word, Collection<String> known) {
        faults.add(WireErrors.unknownWord(where, word, known));
    }

    /** Leaves a fault for each key that is not known. */
    void knows(JsonNode node, Collection<String> known, String where) {
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            add(where, "keys and values must stand");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown(where, name, known);
            }
        });
    }

    int whole(JsonNode node, String where, String key, int absent) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isInt()) {
            add(where + "." + key, "a whole number must stand");
            return absent;
        }
        return value.asInt(absent);
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw WireErrors.unreadableRules(faults);
        }
    }
}
