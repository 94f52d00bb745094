//go:build unix

package book

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock takes a file for this process alone, or fails with [ErrBusy]. The system gives it
// back when the process ends, however it ends: there are no stale locks.
func lock(name string) (*os.File, error) {
	for {
		f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o666)
		if err != nil {
			return nil, err
		}
		if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
			f.Close()
			if errors.Is(err, unix.EWOULDBLOCK) {
				err = ErrBusy
			}
			return nil, err
		}
		held, err := f.Stat()
		if at, gone := os.Stat(name); err == nil && gone == nil && os.SameFile(held, at) {
			return f, nil
		}
		f.Close() // the build before has removed it since: a lock on it would bind nobody
	}
}
