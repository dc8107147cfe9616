package dev.rollcall.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class VouchedTest {
  private static final Proof PROOF = new Proof.OfAuthToken(TestAccounts.ALICE);

  @Test
  void aProofHoldsForTheTimeOfTheActionAlone() {
    assertThat(Vouched.now()).isEmpty();
    assertThat(Vouched.acting(PROOF, Vouched::now)).contains(PROOF);
    assertThat(Vouched.now()).isEmpty();
  }

  @Test
  void aProofIsGoneAfterAnActionThatFailed() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Vouched.acting(
                    PROOF,
                    () -> {
                      throw new IllegalStateException("failed");
                    }));
    assertThat(Vouched.now()).isEmpty();
  }

  @Test
  void anotherThreadHasNoPartInIt() throws InterruptedException {
    StringBuilder seen = new StringBuilder();
    Thread thread =
        Vouched.acting(
            PROOF, () -> Thread.ofVirtual().start(() -> seen.append(Vouched.now().isPresent())));
    thread.join();

    assertThat(seen.toString()).isEqualTo("false");
  }
}
