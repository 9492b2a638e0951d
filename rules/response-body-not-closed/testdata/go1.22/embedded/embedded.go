// Package embedded makes requests with clients that types of another package embed.
package embedded

import (
	"net/http"

	"fixture/helper"
)

// Opt-in: the transport of the other package may close the body.
func status(url string) (int, error) {
	client := helper.New()
	resp, err := client.Get(url) // wider "nothing closes the body of resp"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

type device struct{ *helper.Helper }

func (d *device) status(url string) (int, error) {
	resp, err := d.Get(url) // wider "nothing closes the body of resp"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The client itself.
func plain(helped *helper.Helper, url string) (int, error) {
	resp, err := helped.Client.Get(url) // want "nothing closes the body of resp"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func isFine(status int) bool { return status == http.StatusOK }

// Its client is replaced, and with it the transport.
type car struct{ client *helper.Helper }

func newCar() *car {
	client := helper.New()
	client.Client = &http.Client{}
	return &car{client: client}
}

func (c *car) status(url string) (int, error) {
	resp, err := c.client.Get(url) // want "nothing closes the body of resp"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
