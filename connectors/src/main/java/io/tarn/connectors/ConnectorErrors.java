package io.tarn.connectors;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The messages of this module. */
public final class ConnectorErrors {
    private static final String WITHOUT_MODEL =
            " Nothing was changed. Mend it, or take 'matcher' out of identity.yaml to go on without it.";

    private ConnectorErrors() {}

    public static TarnException missing(SourceName source, Path place) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "Source '" + source + "' cannot be read: there is no file or folder " + place
                        + ". Check the path, or name a folder, a pattern such as 'data/*.csv' or a jdbc: address.");
    }

    public static TarnException noFiles(SourceName source, String place) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "Source '" + source + "' cannot be read: no file is in " + place
                        + ". Names that begin with '.' or '_' and unfinished downloads are passed over.");
    }

    public static TarnException noDeltaTable(SourceName source, String place) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "Source '" + source + "' cannot be read: " + place
                        + " is no Delta table, for it has no folder _delta_log."
                        + " Name the table's own folder, or leave the format away.");
    }

    public static TarnException tooManyFiles(SourceName source, String place, int limit) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                "Source '" + source + "' has more than " + limit + " files in " + place
                        + ". Split it into several sources by a pattern.");
    }

    public static TarnException notReadable(Path file, Throwable cause) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                file + " cannot be read (" + cause.getClass().getSimpleName()
                        + "). Check that it may be read by you and" + " that its disk is there.",
                cause);
    }

    public static TarnException empty(Path file) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                file + " is empty: it has neither a header nor a row. Is it the right file, and was it written to its"
                        + " end?");
    }

    public static TarnException notATable(Path file, String what) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                file + " is no table that can be read: it holds " + what
                        + ". CSV, JSON, JSON lines and Parquet can be read, each also as .gz, and Delta tables.");
    }

    public static TarnException brokenParquet(Path file, Throwable cause) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                file + " begins like Parquet but cannot be read as such. Was it written or copied to its end?",
                cause);
    }

    public static TarnException changing(Path file) {
        return new TarnException(
                ErrorCode.WRITE_CONFLICT,
                file + " was changed while it was read. Nothing of it was landed; run again when it is written.");
    }

    public static TarnException invalid(SourceName source, List<String> faults) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION, "Source '" + source + "' cannot be opened: " + String.join(" ", faults));
    }

    public static TarnException database(String table, String doing, Exception cause) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                table + " cannot be read: " + doing + " failed. Check the address, the user, the password's reference"
                        + " and that the server answers.",
                cause);
    }

    public static TarnException matcherFailed(URI url, String why) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "Your matcher at " + url.getHost() + " gave no scores: " + why
                        + ". Nothing was changed. Check 'matcher' in identity.yaml and that its server runs, or take it"
                        + " out of identity.yaml to go on without it.");
    }

    public static TarnException matcherAnswer(URI url, String what) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "The answer of your matcher at " + url.getHost() + " cannot be used: " + what
                        + ". It must be {\"scores\": [{\"id\": \"0\", \"score\": 0.93}, …]} with every pair that was asked"
                        + " about, once. Nothing was changed.");
    }

    public static TarnException modelMissing(Path file) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "Your matcher's model cannot be opened: there is no file " + file + ". 'matcher.onnx' in identity.yaml"
                        + " names it, and a relative path starts at the home." + WITHOUT_MODEL);
    }

    public static TarnException modelTooLarge(Path file, long bytesMax) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                "Your matcher's model " + file + " cannot be opened: it has more than " + (bytesMax >> 20) + " MB."
                        + WITHOUT_MODEL);
    }

    public static TarnException modelUnreadable(Path file, String reason, Exception cause) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "Your matcher's model " + file + " cannot be opened as an ONNX model: " + reason
                        + ". Was it written to its end, and for this version of ONNX Runtime?" + WITHOUT_MODEL,
                cause);
    }

    /**
     * A model that asks for what pairs do not have, or answers what is no score.
     *
     * @param inputs the model's, as it declares them
     */
    public static TarnException modelUnfit(Path file, List<String> faults, String inputs) {
        String all = faults.size() == 1
                ? ": " + faults.getFirst() + ". "
                : ", for " + faults.size() + " faults:\n  - " + String.join("\n  - ", faults) + "\n";
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "Your matcher's model " + file + " cannot be asked about pairs" + all + "Its inputs are: " + inputs
                        + ". It may have texts named left_FIELD and right_FIELD, and one matrix with the levels of"
                        + " 'matcher.features' in identity.yaml." + WITHOUT_MODEL);
    }

    public static TarnException modelFailed(Path file, String why) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "Your matcher's model " + file + " gave no scores: " + why + "." + WITHOUT_MODEL);
    }

    public static TarnException modelAnswer(Path file, String what) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "The scores of your matcher's model " + file + " cannot be used: " + what
                        + ". It must give one number from 0 to 1 for each pair." + WITHOUT_MODEL);
    }

    public static TarnException noModelRuntime(Path file, Throwable cause) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "Your matcher's model " + file + " cannot be opened: ONNX Runtime cannot be loaded on this machine ("
                        + cause.getClass().getSimpleName() + "). It runs on Linux with glibc and on macOS, x64 and"
                        + " arm64, and on Windows x64, and unpacks its library into the temporary folder."
                        + WITHOUT_MODEL,
                cause);
    }
}
