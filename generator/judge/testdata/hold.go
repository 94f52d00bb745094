// Hold opens a file on Windows and keeps it until its input ends, as another program would.
// What it leaves to others is a number, the sum of reading 1, writing 2 and deleting 4.
package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"syscall"
)

func main() {
	share, err := strconv.ParseUint(os.Args[1], 10, 32)
	if err != nil {
		panic(err)
	}
	path, err := syscall.UTF16PtrFromString(os.Args[2])
	if err != nil {
		panic(err)
	}
	if _, err := syscall.CreateFile(path, syscall.GENERIC_READ|syscall.GENERIC_WRITE, uint32(share), nil, syscall.OPEN_EXISTING, 0, 0); err != nil {
		panic(err)
	}
	fmt.Println("open")
	io.Copy(io.Discard, os.Stdin)
}
