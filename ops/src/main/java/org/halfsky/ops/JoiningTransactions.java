package org.halfsky.ops;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Transactions of commands. Where a caller has opened one around many commands, each command gets a savepoint in it, so that a
 * refused command takes back its own and nothing else.
 */
final class JoiningTransactions implements TransactionManager {

    private final PlatformTransactionManager transactions;
    private final TransactionDefinition nested = new DefaultTransactionDefinition(
            TransactionDefinition.PROPAGATION_NESTED);

    JoiningTransactions(PlatformTransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public Transaction startTransaction() {
        TransactionStatus status = transactions.getTransaction(nested);
        return new Transaction() {

            @Override
            public void commit() {
                if (!status.isCompleted()) {
                    transactions.commit(status);
                }
            }

            @Override
            public void rollback() {
                if (!status.isCompleted()) {
                    transactions.rollback(status);
                }
            }
        };
    }
}
