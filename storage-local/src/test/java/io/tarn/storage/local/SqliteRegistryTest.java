package io.tarn.storage.local;

import io.tarn.storage.Registry;
import io.tarn.testing.RegistryContract;
import java.nio.file.Path;

class SqliteRegistryTest extends RegistryContract {
    @Override
    protected Registry open(Path home) {
        return SqliteRegistry.open(home);
    }
}
