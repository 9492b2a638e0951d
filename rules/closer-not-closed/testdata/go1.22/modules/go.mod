module fixture

go 1.22

require (
	cloud.google.com/go/storage v1.40.0
	github.com/aws/aws-sdk-go-v2/service/s3 v1.50.0
	github.com/fsnotify/fsnotify v1.7.0
	google.golang.org/grpc v1.60.0
)
