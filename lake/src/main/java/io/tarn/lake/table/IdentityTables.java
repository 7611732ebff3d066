package io.tarn.lake.table;

import static io.tarn.lake.table.ColumnType.Scalar.BOOLEAN;
import static io.tarn.lake.table.ColumnType.Scalar.DECIMAL;
import static io.tarn.lake.table.ColumnType.Scalar.DOUBLE;
import static io.tarn.lake.table.ColumnType.Scalar.LONG;
import static io.tarn.lake.table.ColumnType.Scalar.STRING;
import static io.tarn.lake.table.ColumnType.Scalar.TIMESTAMP;

import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.StructOf;
import java.util.List;

/** The identity tables: which records are one person, why, and how that came to be. */
public final class IdentityTables {
    private static final Column WEIGHT = Column.of("weight", DOUBLE, "Match weight in bits: log2 of the odds");
    private static final Column PROBABILITY =
            Column.of("probability", DOUBLE, "Estimated probability that the two are one person");
    private static final Column EVIDENCE = Column.of(
            "evidence",
            new ListOf(new StructOf(
                    List.of(new Field("comparison", STRING), new Field("level", STRING), new Field("weight", DOUBLE)))),
            "The weight of each comparison, in bits");
    private static final Column LEFT_SOURCE = Column.of("left_source", STRING, "Source of the first record");
    private static final Column LEFT_RECORD_ID = Column.personal("left_record_id", STRING, "Key of the first record");
    private static final Column RIGHT_SOURCE = Column.of("right_source", STRING, "Source of the second record");
    private static final Column RIGHT_RECORD_ID =
            Column.personal("right_record_id", STRING, "Key of the second record");

    public static final TableContract LINKS = new TableContract(
            TableName.of("identity.links"),
            "Pairs of records found to be, or likely to be, one person, each with its evidence",
            List.of(
                    LEFT_SOURCE,
                    LEFT_RECORD_ID,
                    RIGHT_SOURCE,
                    RIGHT_RECORD_ID,
                    Column.of(
                            "decided_by",
                            STRING,
                            "rule:<name>, model, person, model:<name> for a language model, or live for what live"
                                    + " profiles hold together"),
                    Column.of("band", STRING, "automatic, review or rejected"),
                    WEIGHT,
                    PROBABILITY,
                    Column.of("joined", BOOLEAN, "Whether both records ended in one profile"),
                    EVIDENCE,
                    Column.of("model_version", STRING, "The model that scored the pair")),
            List.of("left_source", "left_record_id", "right_source", "right_record_id"),
            List.of("left_source", "left_record_id"));

    public static final TableContract PROFILES = new TableContract(
            TableName.of("identity.profiles"),
            "The profile of every accepted record, one row a record",
            List.of(
                    Column.of("source", STRING, "The record's source"),
                    Column.personal("record_id", STRING, "The record's key, as landed"),
                    Column.of("profile_id", STRING, "The profile it belongs to")),
            List.of("source", "record_id"),
            List.of("source", "record_id"));

    public static final TableContract BLOCKS = new TableContract(
            TableName.of("identity.blocks"),
            "The blocks of every accepted record, by which a run on few changes finds whom a record may be",
            List.of(
                    Column.of("source", STRING, "The record's source"),
                    Column.personal("record_id", STRING, "The record's key, as landed"),
                    Column.of("keys", STRING, "The blocking keys of the run, one a line, in the order of their places"),
                    Column.personal(
                            "person_hash",
                            LONG,
                            "A hash of what the record says of whom it is, but for places where it has an identifier"),
                    Column.personal(
                            "blocks",
                            new ListOf(LONG),
                            "The place of a key times 2^32, and a hash of what the record says in it; none where"
                                    + " enough others of its person_hash have some")),
            List.of("source", "record_id"),
            List.of());

    public static final TableContract IDENTIFIERS = new TableContract(
            TableName.of("identity.identifiers"),
            "Every identifier and the profile that it leads to",
            List.of(
                    Column.of(
                            "type", STRING, "email, phone, national_id, device_id, anonymous_id, user_id, external_id"),
                    Column.personal("value", STRING, "The identifier, normalized"),
                    Column.of("profile_id", STRING, "A profile that has it"),
                    Column.of("records", LONG, "How many records of the profile carry it"),
                    Column.of("first_seen", TIMESTAMP, "When it was first observed"),
                    Column.of("last_seen", TIMESTAMP, "When it was last observed"),
                    Column.of("quarantined", BOOLEAN, "Whether too many profiles share it for it to join any")),
            List.of("type", "value", "profile_id"),
            List.of("type", "value"));

    public static final TableContract HISTORY = new TableContract(
            TableName.of("identity.history"),
            "What happened to profiles: created, merged, split, unmerged, retired",
            List.of(
                    Column.of("run_id", STRING, "The run that did it"),
                    Column.of("happened_at", TIMESTAMP, "When the run read its clock"),
                    Column.of(
                            "kind", STRING, "created, merged, split, unmerged (a person took a merge back) or retired"),
                    Column.of("profile_id", STRING, "The profile that lives on or is new"),
                    Column.of("other_profile_id", STRING, "The profile merged into it, or that it was split from"),
                    Column.of("records", LONG, "How many records moved"),
                    Column.of(
                            "decided_by",
                            STRING,
                            "person:<name>/<verdict> or model:<name>/<verdict> where a verdict brought it about; else NULL")),
            List.of(),
            List.of("profile_id"));

    public static final TableContract REDIRECTS = new TableContract(
            TableName.of("identity.redirects"),
            "Where profiles that were merged away live on",
            List.of(
                    Column.of("profile_id", STRING, "A profile id that is no longer in use"),
                    Column.of("current_profile_id", STRING, "The profile that carries its records on"),
                    Column.of("run_id", STRING, "The run that merged it")),
            List.of("profile_id"),
            List.of("profile_id"));

    public static final TableContract MODELS = new TableContract(
            TableName.of("identity.models"),
            "The match model of each run that trained one",
            List.of(
                    Column.of("version", STRING, "Hash of the model"),
                    Column.of("run_id", STRING, "The run that trained it"),
                    Column.of("trained_at", TIMESTAMP, "When the run read its clock"),
                    Column.of("model", STRING, "The model as JSON")),
            List.of("version"),
            List.of());

    /** Written by the live road as it goes, not by runs. */
    public static final TableContract REVIEWS = new TableContract(
            TableName.of("identity.reviews"),
            "Pairs of live constituents that may be one person, waiting for somebody to look at them",
            List.of(
                    Column.personal("left_constituent_id", STRING, "The constituent with the lesser id"),
                    Column.personal("right_constituent_id", STRING, "The constituent with the greater id"),
                    WEIGHT,
                    PROBABILITY,
                    EVIDENCE,
                    Column.of("model_version", STRING, "The model that scored the pair"),
                    Column.of("seen_at", TIMESTAMP, "When it was scored"),
                    Column.of("log_offset", LONG, "The log entry up to which the two were known then")),
            List.of("left_constituent_id", "right_constituent_id", "model_version"),
            List.of("left_constituent_id"));

    /** Written by the live road as it goes, not by runs. */
    public static final TableContract APART = new TableContract(
            TableName.of("identity.apart"),
            "Pairs of constituents that somebody found to be two persons: neither live profiles nor runs join them",
            List.of(
                    Column.of("log_offset", LONG, "The verdict's place in the log; unique"),
                    Column.personal("left_constituent_id", STRING, "One of them"),
                    Column.personal("right_constituent_id", STRING, "The other"),
                    Column.of("decided_by", STRING, "person:<name>, or model:<version>"),
                    Column.of("decided_at", TIMESTAMP, "When it was decided")),
            List.of("log_offset"),
            List.of("log_offset"));

    /** Written as people decide, not by runs. */
    public static final TableContract VERDICTS = new TableContract(
            TableName.of("identity.verdicts"),
            "What people found of records: one person, or two; each run keeps to it. One row a pair, never changed",
            List.of(
                    Column.of("verdict_id", STRING, "The verdict; one on several records has a row for each pair"),
                    Column.of("decided_at", TIMESTAMP, "When it was given"),
                    Column.of("decided_by", STRING, "person:<name>"),
                    Column.of("means", STRING, "By which it was given: link, split, unmerge, review"),
                    Column.of(
                            "finding",
                            STRING,
                            "same, different, skipped; or withdrawn, which takes another verdict back"),
                    LEFT_SOURCE,
                    LEFT_RECORD_ID,
                    RIGHT_SOURCE,
                    RIGHT_RECORD_ID,
                    Column.of("withdraws", STRING, "The verdict that it takes back; else NULL"),
                    Column.of("model_version", STRING, "The model by which the pair had been scored; NULL for none"),
                    Column.of("weight", DOUBLE, "Its match weight in bits then"),
                    Column.of("left_state", STRING, "Hash of what the first record said then"),
                    Column.of("right_state", STRING, "Hash of what the second record said then")),
            List.of(),
            List.of("decided_at"));

    /** Written as answers come, not by runs: what was paid for is kept though a run may not end. */
    public static final TableContract MODEL_VERDICTS = new TableContract(
            TableName.of("identity.model_verdicts"),
            "What a language model found of pairs that runs left open, why, and what it cost. One row an answer, never"
                    + " changed",
            List.of(
                    Column.of("verdict_id", STRING, "The verdict"),
                    Column.of("decided_at", TIMESTAMP, "When it was given"),
                    Column.of("decided_by", STRING, "model:<name>/<version of the prompt>"),
                    Column.of(
                            "finding",
                            STRING,
                            "same, different, unsure; or unanswered, when it did not answer and may be asked again"),
                    Column.of("confidence", DOUBLE, "How sure it says it is, 0 to 1"),
                    Column.personal("reason", STRING, "Why, in its words; words of the records' values are left out"),
                    Column.of("left_source", STRING, "Source of the lesser record"),
                    Column.personal("left_record_id", STRING, "Key of the lesser record"),
                    Column.of("right_source", STRING, "Source of the greater record"),
                    Column.personal("right_record_id", STRING, "Key of the greater record"),
                    Column.of("left_state", STRING, "Hash of what the lesser record said then"),
                    Column.of("right_state", STRING, "Hash of what the greater record said then"),
                    Column.of("model_version", STRING, "The match model that had left the pair open"),
                    Column.of("weight", DOUBLE, "Its match weight in bits then"),
                    Column.of("input_tokens", LONG, "Tokens that the model read, over all attempts"),
                    Column.of("output_tokens", LONG, "Tokens that it wrote"),
                    Column.of("cost", DECIMAL, "What they cost, by the prices of the configuration"),
                    Column.of("latency_millis", LONG, "How long its answers took"),
                    Column.of("attempts", LONG, "How often it was asked")),
            List.of("verdict_id"),
            List.of("decided_at"));

    private IdentityTables() {}
}
