/**
 * The ports of storage on local disk: the log and the profile store are two RocksDB databases, the registry is a SQLite
 * file. Values enter and leave; how they lie on disk stays in here.
 */
@NullMarked
package io.tarn.storage.local;

import org.jspecify.annotations.NullMarked;
