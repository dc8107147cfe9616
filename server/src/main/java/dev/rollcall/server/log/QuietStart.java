package dev.rollcall.server.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.rollcall.server.configuration.LogOptions;
import org.slf4j.event.Level;

/**
 * Logback's start until the configuration is read: warnings alone, as text. Without it logback
 * looks for files of its own and logs everything.
 */
public final class QuietStart extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logging.configure(context, new LogOptions(LogOptions.Format.TEXT, Level.WARN), System.err);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
