package book

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders: at every moment each of the names has one of them.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) { // so says a file system that cannot
		return errors.ErrUnsupported
	}
	return err
}

// flush asks for the whole file system at once: for a hundred thousand small files that
// is a second, where one call for each file takes minutes.
func flush(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(unix.Syncfs(int(f.Fd())), f.Close())
}
