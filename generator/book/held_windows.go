package book

import (
	"errors"
	"io/fs"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/windows"
)

// held finds a file below a folder that another program has open so that nobody may move it:
// on Windows who opens a file says what it leaves to others, and Excel leaves them reading alone.
func held(dir string) error {
	return filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		path, err := syscall.UTF16PtrFromString(name)
		if err != nil {
			return err
		}
		const all = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
		handle, err := windows.CreateFile(path, windows.DELETE, all, nil, windows.OPEN_EXISTING, 0, 0)
		switch {
		case err == nil:
			windows.CloseHandle(handle)
		case refused(err):
			rel, _ := filepath.Rel(dir, name) // it is below dir
			return orHeld(err, filepath.ToSlash(rel))
		}
		return nil // whatever else there is about it, moving the folder will tell
	})
}

// refused reports whether a file could not be opened because another program has it open.
func refused(err error) bool { return errors.Is(err, windows.ERROR_SHARING_VIOLATION) }
