package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests and responses; many threads count at once. */
final class TransactionCounters {
  private static final String OTHER = "OTHER";
  private static final int CLASSES = 6;
  private static final List<Method> KNOWN =
      List.of(
          Method.ACK,
          Method.BYE,
          Method.CANCEL,
          Method.INFO,
          Method.INVITE,
          Method.MESSAGE,
          Method.NOTIFY,
          Method.OPTIONS,
          Method.PRACK,
          Method.REFER,
          Method.REGISTER,
          Method.SUBSCRIBE,
          Method.UPDATE);

  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<Integer, LongAdder> responses = new ConcurrentHashMap<>();

  void countRequest(Method method) {
    String name = KNOWN.contains(method) ? method.name() : OTHER;
    requests.computeIfAbsent(name, _ -> new LongAdder()).increment();
  }

  void countResponse(int status) {
    responses.computeIfAbsent(status / 100, _ -> new LongAdder()).increment();
  }

  TransactionStatistics snapshot(int serverTransactions, int clientTransactions) {
    Map<String, Long> byMethod = new TreeMap<>();
    requests.forEach((name, count) -> byMethod.put(name, count.sum()));
    Map<Integer, Long> byClass = new TreeMap<>();
    for (int i = 1; i <= CLASSES; i++) {
      LongAdder count = responses.get(i);
      byClass.put(i, count == null ? 0L : count.sum());
    }
    return new TransactionStatistics(byMethod, byClass, serverTransactions, clientTransactions);
  }
}
