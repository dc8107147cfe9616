package dev.rollcall.server.configuration;

import java.nio.file.Path;

/**
 * What survives a restart.
 *
 * @param dataDirectory absolute folder of everything kept; may not exist yet
 * @param database absolute file of the SQLite database; may not exist yet
 */
public record StoreOptions(Path dataDirectory, Path database) {}
