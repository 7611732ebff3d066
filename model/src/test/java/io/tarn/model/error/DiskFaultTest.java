package io.tarn.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiskFaultTest {
    private static final Path FILE = Path.of("/home/of/rows");

    @Test
    void tellsAFullDiskFromWhatCannotBeWritten() {
        TarnException full = DiskFault.writing(FILE, new IOException("No space left on device"));
        assertThat(full.code()).isEqualTo(ErrorCode.STORAGE_FULL);
        assertThat(full)
                .hasMessage(
                        "The disk is full at /home/of/rows: free some space and run the same again; a server goes on"
                                + " by itself. Nothing that was accepted is lost.");
        assertThat(DiskFault.writing(FILE, new FileSystemException("a", null, "Disk quota exceeded"))
                        .code())
                .isEqualTo(ErrorCode.STORAGE_FULL);

        TarnException denied = DiskFault.writing(FILE, new AccessDeniedException("/home/of/rows"));
        assertThat(denied.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
        assertThat(denied)
                .hasMessage(
                        "/home/of/rows cannot be written (AccessDeniedException). Check that its folder is there and"
                                + " may be written by this user.");
    }
}
