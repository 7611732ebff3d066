package io.tarn.server.report;

import io.tarn.model.policy.SemanticTag;
import io.tarn.server.report.SamplePair.Decision;
import io.tarn.server.report.SamplePair.FieldPair;
import io.tarn.server.report.SamplePair.Pick;
import io.tarn.server.report.SamplePair.RecordName;
import io.tarn.server.report.SamplePair.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pairs of the retailer's records. */
final class TestingPairs {
    private TestingPairs() {}

    static List<SamplePair> pairs() {
        return List.of(
                new SamplePair(
                        Pick.STRONGEST,
                        record("crm", "K-104422"),
                        record("loyalty", "L-88231"),
                        -15.3,
                        43.2,
                        0.999999999,
                        Decision.JOINED,
                        "Same e-mail, same phone, same birth date and same full name.",
                        List.of(
                                step(
                                        "Name",
                                        "the same, in full",
                                        14.9,
                                        1.2,
                                        pair("first name", SemanticTag.FIRST_NAME, "Anneliese", "Anneliese"),
                                        pair("last name", SemanticTag.LAST_NAME, "Wolkenstein", "Wolkenstein")),
                                step(
                                        "E-mail",
                                        "the same",
                                        16.0,
                                        0,
                                        pair(
                                                "e-mail",
                                                SemanticTag.EMAIL,
                                                "a.wolkenstein@example.com",
                                                "a.wolkenstein@example.com")),
                                step(
                                        "Phone",
                                        "the same",
                                        15.3,
                                        0,
                                        pair("phone", SemanticTag.PHONE, "+4915112345612", "+4915112345612")),
                                step(
                                        "Birth date",
                                        "the same",
                                        14.0,
                                        0,
                                        pair("birth date", SemanticTag.BIRTH_DATE, "1984-03-12", "1984-03-12")),
                                step(
                                        "Address",
                                        "different",
                                        -2.7,
                                        0,
                                        pair("street", SemanticTag.STREET, "Lange Gasse", "Am Hang"),
                                        pair("house number", SemanticTag.HOUSE_NUMBER, "12", "4a"),
                                        pair("city", SemanticTag.CITY, "Jena", "Weimar")),
                                step("Gender", "the same", 1.0, 0, pair("gender", SemanticTag.GENDER, "f", "f")))),
                new SamplePair(
                        Pick.JUST_ABOVE,
                        record("orders", "O-2026-1182"),
                        record("newsletter", "91822"),
                        -15.3,
                        10.1,
                        0.9991,
                        Decision.JOINED,
                        "Same rare last name and same birth date; the first name is a nickname and the address is new.",
                        List.of(
                                step(
                                        "Name",
                                        "the same with a nickname",
                                        12.4,
                                        1.6,
                                        pair("first name", SemanticTag.FIRST_NAME, "Johannes", "Hannes"),
                                        pair(
                                                "last name",
                                                SemanticTag.LAST_NAME,
                                                "Müller-Lüdenscheidt",
                                                "Mueller-Lüdenscheid")),
                                step(
                                        "E-mail",
                                        "one side is empty",
                                        0,
                                        0,
                                        pair("e-mail", SemanticTag.EMAIL, "hannes@example.org", null)),
                                step(
                                        "Phone",
                                        "different",
                                        -1.2,
                                        0,
                                        pair("phone", SemanticTag.PHONE, "+493012345678", "+4915199887766")),
                                step(
                                        "Birth date",
                                        "the same",
                                        14.0,
                                        0,
                                        pair("birth date", SemanticTag.BIRTH_DATE, "1971-11-30", "1971-11-30")),
                                step(
                                        "Address",
                                        "different",
                                        -2.7,
                                        0,
                                        pair("street", SemanticTag.STREET, "Weinberg", "Ringstraße"),
                                        pair("city", SemanticTag.CITY, "Bad Sülze", "Rostock")),
                                step("Gender", "the same", 2.9, 0, pair("gender", SemanticTag.GENDER, "m", "m")))),
                new SamplePair(
                        Pick.JUST_BELOW,
                        record("crm", "K-100981"),
                        record("tickets", "T-7790"),
                        -15.3,
                        8.8,
                        0.9977,
                        Decision.REVIEW,
                        "Same address and same last name, and a birth date one digit off: one person with a slip, or two of one household.",
                        List.of(
                                step(
                                        "Name",
                                        "last name same, first alike",
                                        8.2,
                                        0,
                                        pair("first name", SemanticTag.FIRST_NAME, "Marie", "Maria"),
                                        pair("last name", SemanticTag.LAST_NAME, "Schmidt", "Schmidt")),
                                step(
                                        "E-mail",
                                        "different",
                                        -1.6,
                                        0,
                                        pair("e-mail", SemanticTag.EMAIL, "marie@example.com", "maria.s@example.com")),
                                step(
                                        "Birth date",
                                        "one digit off",
                                        5.9,
                                        0,
                                        pair("birth date", SemanticTag.BIRTH_DATE, "1990-05-14", "1990-05-24")),
                                step(
                                        "Address",
                                        "the same",
                                        13.2,
                                        -1.1,
                                        pair("street", SemanticTag.STREET, "Hauptstraße", "Hauptstr."),
                                        pair("house number", SemanticTag.HOUSE_NUMBER, "7", "7"),
                                        pair("city", SemanticTag.CITY, "Köln", "Köln")),
                                step("Gender", "different", -1.6, 0, pair("gender", SemanticTag.GENDER, "f", "x")))),
                new SamplePair(
                        Pick.SURPRISING,
                        record("loyalty", "L-10077"),
                        record("newsletter", "40012"),
                        -15.3,
                        15.5,
                        0.99998,
                        Decision.JOINED,
                        "Another last name and another address, yet the same person: she married and moved, and kept phone and e-mail.",
                        List.of(
                                step(
                                        "Name",
                                        "different",
                                        -5.0,
                                        0,
                                        pair("first name", SemanticTag.FIRST_NAME, "山田", "<script>alert('x')</script>"),
                                        pair("last name", SemanticTag.LAST_NAME, "太郎", "O'Brien & Söhne")),
                                step(
                                        "E-mail",
                                        "the same",
                                        16.0,
                                        0,
                                        pair("e-mail", SemanticTag.EMAIL, "taro@example.jp", "taro@example.jp")),
                                step(
                                        "Phone",
                                        "the same",
                                        15.3,
                                        0,
                                        pair("phone", SemanticTag.PHONE, "+81312345678", "+81312345678")),
                                step(
                                        "Address",
                                        "different",
                                        -2.7,
                                        0,
                                        pair("street", SemanticTag.STREET, "Elbchaussee", "Kastanienallee")),
                                step(
                                        "Birth date",
                                        "one side is empty",
                                        0,
                                        0,
                                        pair("birth date", SemanticTag.BIRTH_DATE, null, "1979-01-02")),
                                step(
                                        "Device",
                                        "the same",
                                        7.2,
                                        -2.0,
                                        pair("device", SemanticTag.DEVICE_ID, "f00ba4-77", "f00ba4-77")))));
    }

    static RecordName record(String source, String id) {
        return new RecordName(source, new TaggedValue(SemanticTag.RECORD_KEY, id));
    }

    private static Step step(String comparison, String level, double weight, double rarity, FieldPair... values) {
        return new Step(comparison, level, weight, rarity, List.of(values));
    }

    private static FieldPair pair(String field, SemanticTag tag, @Nullable String left, @Nullable String right) {
        return new FieldPair(field, new TaggedValue(tag, left), new TaggedValue(tag, right));
    }
}
