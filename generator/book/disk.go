package book

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// disk is every change that publishing makes to the disk. before is asked ahead of each
// one, and what it returns is the operation's error: the tests let each of them fail, or
// end the process there. It is nil otherwise.
type disk struct {
	before func(operation, name string) error
}

func (d disk) do(operation, name string, change func() error) error {
	if d.before != nil {
		if err := d.before(operation, name); err != nil {
			return &fs.PathError{Op: operation, Path: name, Err: err}
		}
	}
	return change()
}

func (d disk) mkdir(name string) error {
	return d.do("mkdir", name, func() error { return os.MkdirAll(name, 0o755) })
}

// write makes a new file. It is on the disk for certain after [disk.sync].
func (d disk) write(name string, data []byte) error {
	f, err := d.create(name, os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(d.append(f, data), d.close(f))
}

// extend adds to the end of a file of so many bytes. One that is gone by now, or another, fails.
func (d disk) extend(name string, size int, data []byte) error {
	var f *os.File
	err := d.do("open", name, func() (err error) {
		if f, err = os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0); err != nil {
			return err
		}
		info, err := f.Stat()
		if err == nil && info.Size() != int64(size) {
			err = fmt.Errorf("%s: %w", name, errChanged)
		}
		if err != nil {
			f.Close()
		}
		return err
	})
	if err != nil {
		return err
	}
	return errors.Join(d.append(f, data), d.close(f))
}

// errChanged is returned for a file in the making that somebody else wrote to.
var errChanged = errors.New("만드는 동안 누가 파일을 고쳤습니다. 다시 만드십시오")

// link gives a file a second name.
func (d disk) link(from, to string) error {
	return d.do("link", to, func() error { return os.Link(from, to) })
}

func (d disk) create(name string, how int, mode fs.FileMode) (f *os.File, err error) {
	err = d.do("create", name, func() (err error) {
		f, err = os.OpenFile(name, os.O_CREATE|os.O_RDWR|how, mode)
		return err
	})
	return f, err
}

func (d disk) append(f *os.File, data []byte) error {
	return d.do("write", f.Name(), func() error { _, err := f.Write(data); return err })
}

func (d disk) writeAt(f *os.File, data []byte, at int64) error {
	return d.do("write", f.Name(), func() error { _, err := f.WriteAt(data, at); return err })
}

func (d disk) truncate(f *os.File, size int64) error {
	return d.do("truncate", f.Name(), func() error { return f.Truncate(size) })
}

func (d disk) close(f *os.File) error { return d.do("close", f.Name(), f.Close) }

func (d disk) rename(from, to string) error {
	return d.do("rename", to, func() error { return os.Rename(from, to) })
}

// exchange swaps two folders at one stroke, where system and file system can.
func (d disk) exchange(a, b string) error {
	return d.do("exchange", b, func() error { return exchange(a, b) })
}

// sync brings a folder and all that is in it onto the disk itself.
func (d disk) sync(name string) error {
	return d.do("sync", name, func() error { return flush(name) })
}

func (d disk) remove(name string) error {
	return d.do("remove", name, func() error { return os.RemoveAll(name) })
}
