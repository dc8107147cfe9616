package dev.rollcall.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.rollcall.server.configuration.LogOptions;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Sets up the log. Rollcall's own events follow the options; libraries are heard from warn on. */
public final class Logging {
  private static final String OWN_LOGGERS = "dev.rollcall";

  private Logging() {}

  /** Sends every log event of this process to standard error as {@code options} say. */
  public static void start(LogOptions options) {
    configure((LoggerContext) LoggerFactory.getILoggerFactory(), options, System.err);
  }

  static void configure(LoggerContext context, LogOptions options, OutputStream target) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();

    Layout<ILoggingEvent> layout =
        switch (options.format()) {
          case TEXT -> new TextLayout();
          case JSON -> new JsonLayout();
        };
    layout.setContext(context);
    layout.start();

    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();

    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setName("standard-error");
    appender.setEncoder(encoder);
    appender.setOutputStream(new Unclosed(target));
    appender.start();

    root.addAppender(appender);
    root.setLevel(Level.WARN);
    context.getLogger(OWN_LOGGERS).setLevel(Level.convertAnSLF4JLevel(options.level()));
  }
}
