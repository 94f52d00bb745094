//go:build !linux

package book

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// exchange is unsupported: two renames take its place.
func exchange(a, b string) error { return errors.ErrUnsupported }

// flush brings every file below a folder onto the disk.
func flush(dir string) error {
	return filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		f, err := os.OpenFile(name, os.O_RDWR, 0) // Windows flushes only what it could write
		if err != nil {
			return err
		}
		return errors.Join(f.Sync(), f.Close())
	})
}
