package book

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// lock takes a file for this process alone, or fails with [ErrBusy]. The system gives it
// back and removes it when the process ends, however it ends: there are no stale locks.
func lock(name string) (*os.File, error) {
	path, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	const shared = 0 // with nobody
	handle, err := windows.CreateFile(path, windows.GENERIC_WRITE, shared, nil, windows.OPEN_ALWAYS, windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(handle), name), nil
}
