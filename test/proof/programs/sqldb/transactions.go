package sqldb

import (
	"context"
	"database/sql"
	"measure"
)

var transactionCases = []measure.Case{
	inUse.Of(errorInside, errorInsideRolledBack),
	inUse.Of(checkFirst, checkFirstRolledBack),
	inUse.Of(commitInBranch, commitOrRollback),
	inUse.Of(transfer, transferRolledBack),
	inUse.Of(genericTransaction, genericTransactionFinished),
	inUse.Of(helperTransaction, helperTransactionFinished),
}

// errorInside returns at an error of a statement.
//
//proof:want sql-tx-not-finished
func errorInside() {
	tx, err := db.Begin()
	if err != nil {
		return
	}
	if _, err := tx.Exec("update t"); err != nil {
		return
	}
	if err := use(2); err != nil {
		return
	}
	tx.Commit()
}

//proof:none
func errorInsideRolledBack() {
	tx, err := db.Begin()
	if err != nil {
		return
	}
	defer tx.Rollback()
	if _, err := tx.Exec("update t"); err != nil {
		return
	}
	if err := use(2); err != nil {
		return
	}
	tx.Commit()
}

// checkFirst rolls back in one branch and forgets the other.
//
//proof:want sql-tx-not-finished
func checkFirst() {
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return
	}
	var id int
	if err := tx.QueryRow("select id from t").Scan(&id); err != nil {
		tx.Rollback()
		return
	}
	if id < 100 {
		return
	}
	tx.Commit()
}

//proof:none
func checkFirstRolledBack() {
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return
	}
	var id int
	if err := tx.QueryRow("select id from t").Scan(&id); err != nil || id < 100 {
		tx.Rollback()
		return
	}
	tx.Commit()
}

// commitInBranch commits only if all went well.
//
//proof:want sql-tx-not-finished
func commitInBranch() {
	tx, err := db.Begin()
	if err != nil {
		return
	}
	if err = use(3); err == nil {
		err = tx.Commit()
	}
	if err != nil {
		total--
	}
}

//proof:none
func commitOrRollback() {
	tx, err := db.Begin()
	if err != nil {
		return
	}
	if err = use(3); err == nil {
		err = tx.Commit()
	} else {
		tx.Rollback()
	}
	if err != nil {
		total--
	}
}

type bank struct{ db *sql.DB }

func (b *bank) transfer(amount int) (err error) {
	tx, err := b.db.Begin()
	if err != nil {
		return err
	}
	if _, err = tx.Exec("update a"); err != nil {
		return err
	}
	if amount > 10 {
		return errTooBig
	}
	return tx.Commit()
}

func (b *bank) transferRolledBack(amount int) (err error) {
	tx, err := b.db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tx.Rollback()
		}
	}()
	if _, err = tx.Exec("update a"); err != nil {
		return err
	}
	if amount > 10 {
		return errTooBig
	}
	return tx.Commit()
}

// transfer calls a method, which stands above.
//
//proof:want sql-tx-not-finished
func transfer() {
	(&bank{db}).transfer(100)
}

//proof:none
func transferRolledBack() {
	(&bank{db}).transferRolledBack(100)
}

func inTransaction[T any](do func(*sql.Tx) (T, error)) (result T, err error) {
	tx, err := db.Begin()
	if err != nil {
		return result, err
	}
	if result, err = do(tx); err != nil {
		return result, err
	}
	return result, tx.Commit()
}

func inTransactionFinished[T any](do func(*sql.Tx) (T, error)) (result T, err error) {
	tx, err := db.Begin()
	if err != nil {
		return result, err
	}
	if result, err = do(tx); err != nil {
		tx.Rollback()
		return result, err
	}
	return result, tx.Commit()
}

// genericTransaction calls inTransaction, which stands above, with a function that fails.
//
//proof:miss sql-tx-not-finished: the function might finish it
func genericTransaction() {
	inTransaction(func(*sql.Tx) (int, error) { return 0, errTooBig })
}

//proof:none
func genericTransactionFinished() {
	inTransactionFinished(func(*sql.Tx) (int, error) { return 0, errTooBig })
}

func begin() (*sql.Tx, error) {
	return db.BeginTx(context.Background(), nil)
}

// helperTransaction reads and sees no need to finish.
//
//proof:want sql-tx-not-finished
func helperTransaction() {
	tx, err := begin()
	if err != nil {
		return
	}
	tx.QueryRow("select id from t").Scan(&total)
}

//proof:none
func helperTransactionFinished() {
	tx, err := begin()
	if err != nil {
		return
	}
	defer tx.Rollback()
	tx.QueryRow("select id from t").Scan(&total)
}
