package dev.rollcall.sip.transaction;

import java.util.Map;

/**
 * What was asked of us and what we answered, repetitions not counted.
 *
 * @param requests by method; {@code OTHER} for methods that we do not know
 * @param responses by class: 1 for 1xx to 6 for 6xx
 * @param serverTransactions how many are alive now
 * @param clientTransactions how many are alive now
 */
public record TransactionStatistics(
    Map<String, Long> requests,
    Map<Integer, Long> responses,
    int serverTransactions,
    int clientTransactions) {
  public TransactionStatistics {
    requests = Map.copyOf(requests);
    responses = Map.copyOf(responses);
  }
}
