// Package retries holds loops that come round after a failure, and releases by function values.
package retries

import (
	"bufio"
	"context"
	"database/sql"
	"io"
	"log"
	"os"
	"time"
)

// A loop of no particular length: only what has failed is tried again, and what is left ends by itself.
func retry(ask func(context.Context) (string, error), mayRetry func(error) bool) (string, error) {
	timeout := time.Second
	for {
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		defer cancel() // wider "each ends by itself when its time is up"
		answer, err := ask(ctx)
		if err == nil {
			return answer, nil
		}
		if !mayRetry(err) {
			return "", err
		}
		timeout *= 2
	}
}

// Each of the servers may fail.
func first(servers []string, ping func(context.Context, string) error) error {
	var last error
	for _, server := range servers {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel() // wider "each ends by itself when its time is up"
		if last = ping(ctx, server); last == nil {
			return nil
		}
	}
	return last
}

// Files of failed rounds stay open.
func reopen(name string, load func(io.Reader) (string, error), mayRetry func(error) bool) (string, error) {
	for {
		f, err := os.Open(name)
		if err != nil {
			return "", err
		}
		defer f.Close() // wider "only a round that failed is followed by another"
		text, err := load(bufio.NewReader(f))
		if err == nil {
			return text, nil
		}
		if !mayRetry(err) {
			return "", err
		}
	}
}

// Each round that is followed by another has rolled back, by a function value of that name.
func inTransaction(db *sql.DB, rollbackTx func(*sql.Tx) error, body func(*sql.Tx) error) error {
	for range 10 {
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := body(tx); err != nil {
			if err := rollbackTx(tx); err != nil {
				return err
			}
			continue
		}
		return tx.Commit()
	}
	return nil
}

// What body does is not known, but it is not there to roll back.
func inTransactions(db *sql.DB, n int, body func(*sql.Tx) error) error {
	for range n {
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		defer tx.Rollback() // want "tx of every round stays unreleased"
		if err := body(tx); err != nil {
			log.Print(err)
		}
	}
	return nil
}

// The logger writes to the file until the function ends.
func flags(args []string) error {
	for _, arg := range args {
		if arg == "--log" {
			f, err := os.Create("log")
			if err != nil {
				return err
			}
			log.SetOutput(f)
			defer f.Close()
		}
	}
	return nil
}
