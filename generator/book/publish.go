package book

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNotOurs is returned by [Publish] for a folder that this program did not make.
var ErrNotOurs = errors.New("이 프로그램이 만든 폴더가 아니어서 바꾸지 않았습니다")

// Publish puts the files into dir, all or none: they are written into a new folder
// beside dir, which then takes dir's place. A folder without a manifest of ours is
// never replaced, unless it is empty.
func Publish(dir string, files []Output) (err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return err
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	old := filepath.Join(parent, ".budgetbook-"+filepath.Base(dir)+"-old")
	if err := restore(dir, old); err != nil {
		return err
	}
	exists, err := replaceable(dir)
	if err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(parent, ".budgetbook-new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh) // gone already where all went well
	if err := os.Chmod(fresh, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := write(filepath.Join(fresh, filepath.FromSlash(f.Path)), f.Data); err != nil {
			return err
		}
	}
	if !exists {
		return os.Rename(fresh, dir)
	}
	if err := os.Rename(dir, old); err != nil {
		return fmt.Errorf("앞서 만든 책을 옮기지 못했습니다(열려 있는 파일을 닫으십시오): %w", err)
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	os.RemoveAll(old) // the new book stands; what stays behind, the next build removes
	return nil
}

// restore mends a build that was killed between the two renames: the book is then under
// its old name, and goes back. What else stands under that name, which no user gives, is
// left over from a removal that was cut short.
func restore(dir, old string) error {
	_, gone := os.Lstat(dir)
	if _, err := readManifest(old); err == nil && errors.Is(gone, fs.ErrNotExist) {
		return os.Rename(old, dir)
	}
	return os.RemoveAll(old)
}

// replaceable reports whether dir exists, and fails where it must not be replaced.
func replaceable(dir string) (exists bool, err error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.IsDir():
		return false, fmt.Errorf("%s: %w", dir, ErrNotOurs)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		return true, err
	}
	if _, err := readManifest(dir); err != nil {
		return false, fmt.Errorf("%s: %w", dir, ErrNotOurs)
	}
	return true, nil
}

// readManifest reads the manifest of a folder of ours.
func readManifest(dir string) (m Manifest, err error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, err
	}
	if m.Program != program {
		return m, ErrNotOurs
	}
	return m, nil
}

// write makes one file and its folders, and leaves it on the disk, not in a buffer.
func write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}
